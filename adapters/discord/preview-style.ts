/** How the client draws it in its dark theme: on a phone up to 600 pixels, above that on a desktop. */
export const PREVIEW_STYLE = `
:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; padding: 16px 0; background: #1a1a1e; color: #dbdee1;
  font: 16px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", Helvetica, Arial, sans-serif; }
.message { display: grid; grid-template-columns: 40px minmax(0, 1fr); column-gap: 16px; padding: 8px 16px; }
.avatar { width: 40px; height: 40px; border-radius: 50%; background: #5865f2; color: #fff; font-weight: 700;
  display: grid; place-items: center; }
.author { font-weight: 600; color: #f2f3f5; margin-bottom: 4px; line-height: 22px; }
.author .app { background: #5865f2; color: #fff; font-size: 10px; font-weight: 600; padding: 1px 5px; border-radius: 4px;
  vertical-align: 2px; margin-left: 4px; }
.author time { color: #949ba4; font-size: 12px; font-weight: 400; margin-left: 6px; }
.box { max-width: 600px; background: #242429; border: 1px solid #34343b; border-left: 4px solid var(--accent, #34343b);
  border-radius: 8px; padding: 16px; display: flex; flex-direction: column; gap: 8px; overflow-wrap: anywhere; }
.text > * { margin: 0; }
h2, h1, h3 { color: #f2f3f5; font-weight: 700; line-height: 1.25; }
h1 { font-size: 24px; } h2 { font-size: 20px; } h3 { font-size: 16px; }
strong { font-weight: 700; }
small { display: block; font-size: 13px; line-height: 18px; color: #9ea3ab; }
blockquote { margin: 2px 0 2px; padding: 0 8px 0 12px; border-left: 4px solid #4a4a52; border-radius: 4px; }
.item { padding-left: 16px; position: relative; }
.item::before { content: "•"; position: absolute; left: 2px; }
code { font: 85%/1.2 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; background: #1a1a1e; border-radius: 4px;
  padding: 1px 4px; }
a { color: #5eb1ff; text-decoration: none; }
.mention { background: #3c4270; color: #c9cdfb; border-radius: 3px; padding: 0 2px; }
.time { background: #33333a; border-radius: 3px; padding: 0 2px; }
hr { border: 0; border-top: 1px solid #3a3a42; width: 100%; margin: 4px 0; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
button { font: 500 14px/18px inherit; font-family: inherit; color: #f2f3f5; background: #3b3b43; border: 0; border-radius: 8px;
  padding: 7px 14px; min-height: 32px; }
button.primary { background: #5865f2; }
.select { flex: 1 1 100%; background: #1f1f23; border: 1px solid #3a3a42; border-radius: 8px; padding: 9px 12px; color: #a9adb6;
  font-size: 15px; display: flex; justify-content: space-between; }
.select::after { content: "⌄"; line-height: 14px; }
details { max-width: 600px; margin: 8px 0 0; color: #9ea3ab; font-size: 13px; }
@media (max-width: 600px) {
  .message { column-gap: 12px; padding: 8px 12px; }
  .box { padding: 12px; max-width: none; }
  body { font-size: 16px; line-height: 21px; }
}
`;
