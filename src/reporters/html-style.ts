/**
 * The look of the report page: VS Code's colours in the editor, quiet ones of its own in a browser, ink on paper. Nothing
 * is loaded from anywhere.
 */
export const REPORT_STYLE = `
:root { --page: var(--vscode-editor-background, Canvas); --fg: var(--vscode-foreground, #1f2328); --dim: var(--vscode-descriptionForeground, #57606a); --line: var(--vscode-widget-border, var(--vscode-panel-border, #d0d7de)); --code: var(--vscode-textCodeBlock-background, #f2f4f6); --bad: var(--vscode-errorForeground, #b42318); --warn: var(--vscode-editorWarning-foreground, #8a5a00); --info: var(--vscode-editorInfo-foreground, #0a5cb8); --good: var(--vscode-testing-iconPassed, #1a7f37); --link: var(--vscode-textLink-foreground, #0a5cb8); --focus: var(--vscode-focusBorder, #0a5cb8); }
@media (prefers-color-scheme: dark) { :root { --fg: var(--vscode-foreground, #dfe3e8); --dim: var(--vscode-descriptionForeground, #9aa4ae); --line: var(--vscode-widget-border, var(--vscode-panel-border, #3a424b)); --code: var(--vscode-textCodeBlock-background, #20262d); --bad: var(--vscode-errorForeground, #ff8f83); --warn: var(--vscode-editorWarning-foreground, #e0b04c); --info: var(--vscode-editorInfo-foreground, #79b8ff); --good: var(--vscode-testing-iconPassed, #56d364); --link: var(--vscode-textLink-foreground, #79b8ff); --focus: var(--vscode-focusBorder, #79b8ff); } html.standalone { --page: #14181d; } }
html { background: var(--page); }
body { max-width: 58rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; line-height: 1.5; color: var(--fg); font-family: var(--vscode-font-family, system-ui, sans-serif); font-size: var(--vscode-font-size, 15px); }
h1 { font-size: 1.7em; margin: 0.5em 0 0.1em; line-height: 1.25; }
h2 { font-size: 1.25em; margin: 1.8em 0 0.4em; padding-bottom: 0.2em; border-bottom: 1px solid var(--line); }
h3 { font-size: 1em; margin: 1.3em 0 0.3em; }
a { color: var(--link); }
.dim, .reason, .passed, footer, .where { color: var(--dim); }
code, pre { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: 0.95em; }
code { overflow-wrap: anywhere; }
pre { margin: 0.3em 0; padding: 0.5em 0.8em; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--code); border-radius: 3px; }
ul, ol { padding-left: 1.4em; margin: 0.3em 0; }
li p { margin: 0.2em 0; }
.counts { display: flex; flex-wrap: wrap; gap: 0.5rem; list-style: none; padding: 0; margin: 0.8em 0; }
.counts li { padding: 0.15rem 0.7rem; border: 1px solid var(--kind, var(--line)); border-radius: 1rem; }
.tag { display: inline-block; padding: 0 0.5em; margin-right: 0.2em; border: 1px solid var(--kind, var(--dim)); border-left-width: 0.4em; border-radius: 3px; font-size: 0.85em; font-weight: normal; }
.counts .blocker, .tag.blocker, .tag.fail { --kind: var(--bad); }
.counts .high, .tag.high { --kind: var(--warn); }
.counts .medium, .tag.medium { --kind: var(--info); }
.counts .zero { color: var(--dim); border-color: transparent; padding-left: 0; padding-right: 0.2rem; }
.counts .zero b { font-weight: normal; }
details > summary { cursor: pointer; }
details.cause { margin: 1.3em 0 0.3em; }
details.cause > summary { font-weight: bold; }
details.cause > :not(summary) { margin-left: 1.1em; }
article { scroll-margin-top: 5rem; }
#none { padding: 2em 0; }
.findings { list-style: none; padding-left: 0; }
.findings > li { padding: 0.4em 0; }
.order li { margin: 0.25em 0; }
button { font: inherit; color: var(--vscode-button-secondaryForeground, var(--fg)); background: var(--vscode-button-secondaryBackground, transparent); border: 1px solid var(--line); border-radius: 3px; padding: 0.1em 0.7em; cursor: pointer; }
button.link { border: 0; padding: 0; background: none; color: var(--link); text-decoration: underline; }
.tools { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: center; padding: 0.6em 0; background: var(--page); border-bottom: 1px solid var(--line); }
.tools input[type=search] { flex: 1 1 14rem; font: inherit; padding: 0.25em 0.5em; color: var(--vscode-input-foreground, var(--fg)); background: var(--vscode-input-background, transparent); border: 1px solid var(--vscode-input-border, var(--line)); border-radius: 3px; }
.tools fieldset { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; border: 0; margin: 0; padding: 0; }
.tools legend { float: left; margin-right: 0.8rem; padding: 0; color: var(--dim); }
.tools label { white-space: nowrap; }
.actions { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.6em 0; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
[hidden] { display: none !important; }
html:not(.scripted) .tools, html:not(.scripted) button { display: none; }
@media (max-width: 40rem), (max-height: 24rem) { .tools { position: static; } }
@media print { :root { --fg: #000; --dim: #333; --line: #999; --code: #f4f4f4; --bad: #8a1208; --warn: #6b4600; --info: #063f80; --good: #0b5a22; --link: #000; } html.standalone, body { background: #fff; color: #000; max-width: none; padding: 0; font-size: 10.5pt; } .tools, .actions, #none, button { display: none !important; } details.cause::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; } .order details ul, .cause > p, .cause .reason, .cause .tag { display: none; } .cause article h3 { margin: 0.2em 0; font-weight: normal; } .order a { text-decoration: none; } h2, h3 { break-after: avoid; } .findings > li, .counts, .order li { break-inside: avoid; } pre { border: 1px solid #ccc; } }
`;
