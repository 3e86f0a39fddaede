/** The page around drawn messages: one file, no network, no script. */
export function previewPage(title: string, style: string, messages: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>${style}</style>
<body>
${messages}
</body>
</html>
`;
}

/** Text as it stands in HTML, in an attribute as well. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
