import { Html } from '../../lib/html.ts';

/** Colours by name, in light and in dark; every text colour has a contrast of 4.5 or more on its ground. */
const COLOURS = `
:root{color-scheme:light dark;--ground:#fff;--card:#f6f7f9;--text:#1b1f24;--soft:#545c66;--line:#c9ced6;--link:#0b57b0;--for:#1a7340;--against:#b3261e;--early:#8a5300;--over:#545c66;--paid:#0b57b0;--income:#1a7340;--missed:#b3261e;--focus:#0b57b0;
--c0:#2f5fa8;--c1:#b8720f;--c2:#2f8f6b;--c3:#b8458b;--c4:#4a8fd3;--c5:#7a5c2a;--c6:#d25b4a;--c7:#7d8693}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--card:#1d2127;--text:#e8eaed;--soft:#aab2bd;--line:#424a55;--link:#8ab8f5;--for:#6fce93;--against:#ff9a90;--early:#f0b85c;--over:#aab2bd;--paid:#8ab8f5;--income:#6fce93;--missed:#ff9a90;--focus:#8ab8f5;
--c0:#6d9be8;--c1:#e8a64a;--c2:#52b58e;--c3:#d97db5;--c4:#3f73a8;--c5:#b8975f;--c6:#e67a6b;--c7:#7a8490}}`;

const TEXT = `
*{box-sizing:border-box}html{scroll-behavior:smooth}@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:70rem;padding:1rem;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.35rem;margin:2.2rem 0 .6rem;border-bottom:2px solid var(--line);padding-bottom:.2rem}h3{font-size:1.08rem;margin:1.4rem 0 .4rem}
a{color:var(--link)}:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem}
nav a{display:inline-block;margin-right:1rem;padding:.25rem 0}
.accounts{list-style:none;padding:0;color:var(--soft);margin:.3rem 0}
.note{border-left:4px solid var(--early);padding:.3rem .8rem;background:var(--card)}
.said{font-size:1.05rem;margin:.2rem 0}
.episode,.miss{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.2rem 1rem 1rem;margin:1rem 0}
.state{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.85rem;font-weight:600;color:var(--soft);white-space:nowrap}
.state.confirmed{color:var(--for)}.state.early,.state.fading{color:var(--early)}.state.retracted{color:var(--against)}
dl{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:.5rem 0}dl div{display:flex;gap:.4rem}dt{color:var(--soft);white-space:nowrap}dt::after{content:":"}dd{margin:0}
details{margin:.6rem 0}summary{cursor:pointer;color:var(--link);padding:.2rem 0}
code,.ids{font-family:ui-monospace,monospace;font-size:.9rem}
@media print{details::details-content{content-visibility:visible;block-size:auto}}`;

const TABLES = `
.scroll{overflow-x:auto;max-width:100%}table{border-collapse:collapse;width:100%;font-size:.93rem;overflow-wrap:normal}
caption{text-align:left;font-weight:600;padding:.5rem 0}caption span{display:block;position:sticky;left:0;max-width:min(100%,calc(100vw - 4rem))}.tight,time{white-space:nowrap}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--soft);border-top:0;white-space:nowrap}thead td{border-top:0}tfoot th,tfoot td{border-top:2px solid var(--text)}
th[scope=row]{min-width:7rem}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.weights .number{min-width:4.4rem;width:4.4rem}
.weights td.bar{width:8rem;min-width:5rem}.balk{display:block;position:relative;height:.9rem;margin-top:.25rem;background:linear-gradient(var(--line),var(--line)) center/1px 100% no-repeat}
.balk i{position:absolute;top:0;bottom:0}.balk .for{left:50%;background:var(--for)}.balk .against{right:50%;background:var(--against)}
.steps ol{padding-left:1.6rem}.steps li{margin-bottom:.8rem}.steps p{margin:.2rem 0}
.moved{list-style:none;padding:0}.moved li{display:grid;grid-template-columns:4.2rem 6rem 1fr;gap:.6rem;margin:.2rem 0}
.uses{color:var(--soft);font-size:.93rem}.uses ul{margin:.2rem 0;padding-left:1.2rem}.uses li{margin-bottom:.3rem}`;

const PICTURES = `
figure{margin:.5rem 0}figcaption{color:var(--soft);font-size:.93rem;margin-bottom:.6rem}
.axis{position:relative;height:1.4rem;color:var(--soft);font-size:.8rem}.axis span{position:absolute;border-left:1px solid var(--line);padding-left:.25rem;white-space:nowrap}.axis b{font-weight:600}.axis em{font-style:normal}
.series .row{display:grid;grid-template-columns:19rem 1fr;gap:.8rem;align-items:center;padding:.15rem 0}.series .axis{margin-left:19.8rem}
.series .what{font-size:.9rem;line-height:1.3}.series .what span{color:var(--soft)}
.track{position:relative;height:1.1rem;margin:0 .35rem;background:linear-gradient(var(--line),var(--line)) center/100% 1px no-repeat}
.track i{position:absolute;top:50%;width:.62rem;height:.62rem;margin:-.31rem 0 0 -.31rem;border-radius:50%}
.track .paid{background:var(--paid)}.in .paid{background:var(--income);border-radius:2px}.track .missed{border:2px solid var(--missed);background:var(--ground)}
.band{display:flex;gap:2px}.month{flex:1;min-width:0;text-align:center;font-size:.8rem;color:var(--soft)}.month b{font-weight:400}
.stack{height:14rem;display:flex;flex-direction:column-reverse;background:var(--card)}.stack i{flex:none;border-top:1px solid var(--ground)}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.5rem 0}.legend i{display:inline-block;width:.9rem;height:.9rem;margin-right:.4rem;vertical-align:-.1rem}
${[0, 1, 2, 3, 4, 5, 6, 7].map((index) => `.c${index}{background:var(--c${index})}`).join('')}
.plot{position:relative;height:9rem;border:1px solid var(--line);background:var(--ground)}.plot .top,.plot .bottom{position:absolute;left:.3rem;font-size:.8rem;color:var(--soft);z-index:1;background:var(--ground);line-height:1.2}.plot .top{top:.15rem}.plot .bottom{bottom:.15rem}
.plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}.plot path,.plot polyline{fill:none;stroke:var(--paid);stroke-width:2;vector-effect:non-scaling-stroke}
.balance .plot{height:11rem}.balance .plot i{position:absolute;opacity:.45;border-right:2px solid var(--ground)}.balance .above{background:var(--income)}.balance .below{background:var(--missed)}.zero{position:absolute;left:0;right:0;border-top:1px solid var(--text)}
.threshold{position:absolute;left:0;right:0;border-top:1px dashed var(--soft)}
.confidence{margin:.8rem 0}.confidence .plot,.confidence .axis{margin:0 .5rem 0 3.2rem}.confidence span.top,.confidence span.bottom,.threshold span{position:absolute;left:-3rem;width:2.8rem;text-align:right;background:none;font-size:.8rem;line-height:1;color:var(--soft)}.threshold span{bottom:-.4rem}.threshold .under{bottom:auto;top:.15rem}.soft{color:var(--soft);font-size:.88rem;margin:.2rem 0}
.confidence i{position:absolute;width:.8rem;height:.8rem;margin:0 0 -.4rem -.4rem;border-radius:50%;background:var(--ground);border:3px solid var(--early)}
.confidence i.confirmed{border-color:var(--for);background:var(--for)}.confidence i.retracted{border-color:var(--against);border-radius:0;background:var(--against)}.confidence i.ended{border-color:var(--over);border-radius:0}
@media (max-width:40rem){.series .row{grid-template-columns:1fr;gap:.1rem;padding:.35rem 0}.series .axis{margin-left:.35rem}.moved li{grid-template-columns:4rem 1fr}.moved .balk{display:none}.weights td.bar{display:none}.axis{height:2.3rem;line-height:1.1}.axis span{font-size:.75rem}.axis em{display:block}#said td:nth-child(n+4),#said th:nth-child(n+4){display:none}}`;

/** How the page looks: on paper, on a telephone, in the dark. */
export const STYLE = new Html(`<style>${COLOURS}${TEXT}${TABLES}${PICTURES}</style>`);
