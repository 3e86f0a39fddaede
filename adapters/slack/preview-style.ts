/** How the client draws it in its light theme: on a phone up to 600 pixels, above that on a desktop. */
export const PREVIEW_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; padding: 12px 0; background: #fff; color: #1d1c1d;
  font: 15px/22px Lato, "Noto Sans", "Helvetica Neue", Helvetica, Arial, sans-serif; }
.message { display: grid; grid-template-columns: 36px minmax(0, 1fr); column-gap: 8px; padding: 8px 20px; }
.avatar { width: 36px; height: 36px; border-radius: 8px; background: #1f4e79; color: #fff; font-weight: 900; font-size: 18px;
  display: grid; place-items: center; }
.author { font-weight: 900; line-height: 22px; }
.author .app { background: #ececec; color: #616061; font-size: 10px; font-weight: 700; padding: 1px 4px; border-radius: 3px;
  vertical-align: 1px; margin-left: 4px; }
.author time { color: #616061; font-size: 12px; font-weight: 400; margin-left: 6px; }
.only { color: #616061; font-size: 13px; margin-bottom: 2px; }
.blocks { max-width: 600px; display: flex; flex-direction: column; gap: 8px; overflow-wrap: anywhere; }
.blocks > * { margin: 0; }
h2 { font-size: 18px; line-height: 24px; font-weight: 900; margin: 4px 0 -2px; }
.context { color: #616061; font-size: 13px; line-height: 18px; display: flex; flex-wrap: wrap; gap: 0 4px; }
.rich p { margin: 0; white-space: pre-wrap; }
.rich + .context { margin-top: -6px; }
h2 + .context { margin-top: -2px; }
.context + .context { margin-top: -6px; }
.rich ul { margin: 0; padding-left: 24px; }
blockquote { margin: 0; padding-left: 12px; border-left: 4px solid #ddd; white-space: pre-wrap; }
a { color: #1264a3; text-decoration: none; }
code { font: 12px/18px "Source Code Pro", "DejaVu Sans Mono", Menlo, monospace; color: #c01343; background: #f8f8f8;
  border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px; }
hr { border: 0; border-top: 1px solid #dddddd; width: 100%; margin: 4px 0; }
.table { overflow-x: auto; border: 1px solid #dddddd; border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 19px; }
td { border-top: 1px solid #e8e8e8; border-left: 1px solid #e8e8e8; padding: 6px 9px; vertical-align: top; min-width: 40px; }
tr:first-child td { border-top: 0; background: #f8f8f8; }
td:first-child { border-left: 0; }
td { overflow-wrap: normal; }
td.wrapped:first-child { min-width: 84px; }
td.wrapped:nth-child(2) { width: 100%; min-width: 130px; }
td.whole, td.whole p { white-space: nowrap; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }
button { font: 700 13px/18px inherit; font-family: inherit; color: #1d1c1d; background: #fff; border: 1px solid #c7c7c7;
  border-radius: 6px; padding: 4px 11px; min-height: 30px; }
button.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.select { border: 1px solid #c7c7c7; border-radius: 6px; padding: 4px 11px; min-width: 220px; color: #616061; font-size: 13px;
  line-height: 18px; display: flex; justify-content: space-between; gap: 12px; }
.select::after { content: "⌄"; line-height: 12px; }
@media (max-width: 600px) {
  .message { padding: 8px 12px; }
  .select { flex: 1 1 100%; }
}
`;
