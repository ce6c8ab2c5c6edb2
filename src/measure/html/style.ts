/** The page's style: light and dark as the reader's system asks, one column where it is narrow. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #ffffff; --card: #f6f8fa;
  --one: #0b5cad; --two: #b3450a; --good: #1a6b34; --bad: #b4161b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --line: #3b434c; --paper: #0d1117;
  --card: #161b22; --one: #6cb6ff; --two: #f0a070; --good: #6bd089; --bad: #ff8f88; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 80rem; margin-inline: auto; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, h3, h4 { line-height: 1.25; margin: 2rem 0 .5rem; }
h1 { margin-top: 0; }
a { color: var(--one); }
:focus-visible { outline: 3px solid var(--two); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
.soft, figcaption, .note { color: var(--soft); font-size: .9rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem .9rem; padding: 0; margin: .25rem 0 .75rem; list-style: none; }
nav h3 { margin: .75rem 0 0; font-size: 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { padding: .2rem .7rem .2rem 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; }
section.signal { border-top: 2px solid var(--line); margin-top: 2.5rem; }
.figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); }
figure { margin: 0; padding: .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; min-width: 0; }
figure h4 { margin: 0 0 .25rem; font-size: 1rem; }
svg { display: block; width: 100%; height: auto; max-width: 30rem; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .soft { fill: var(--soft); }
svg .axis { stroke: var(--soft); }
svg .grid { stroke: var(--line); }
svg .one { stroke: var(--one); fill: none; stroke-width: 2; }
svg .two { stroke: var(--two); fill: none; stroke-width: 2; stroke-dasharray: 6 4; }
svg .ideal { stroke: var(--soft); stroke-dasharray: 3 4; }
svg .band { fill: var(--one); opacity: .16; }
svg .dot { fill: var(--one); }
svg .box { fill: var(--two); }
svg .span { stroke: var(--one); stroke-width: 1.5; }
svg text.one { fill: var(--one); stroke: none; font-weight: 600; }
svg text.two { fill: var(--two); stroke: none; font-weight: 600; }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--one); }
.good { color: var(--good); } .bad { color: var(--bad); }
@media print { details { display: block; } .skip { display: none; } }
`;
