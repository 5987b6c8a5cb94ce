import { markup } from '../markup.ts';

/** What only a canary’s page shows; the colours are those of every report. */
export const canaryStyle = markup`<style>
.metric{margin-top:20px;padding:18px 20px;background:var(--card);border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:10px;--tone:var(--soft)}
.metric.pass{--tone:var(--good)}.metric.fail{--tone:var(--off)}.metric.warn,.metric.inconclusive{--tone:var(--unknown)}
.metric h3{display:flex;flex-wrap:wrap;align-items:baseline;gap:6px 10px;font-size:1.0625rem}
.metric>p{margin-top:8px;max-width:62em}
.metric .versus{margin-top:12px}
.result{color:var(--tone);font-size:.9375rem;font-weight:750;letter-spacing:.06em}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,310px),1fr));gap:22px 28px;margin-top:16px}
.metric .plot{display:flex;flex-direction:column;margin:0;padding:0;border:0;background:none}
.metric .plot figcaption{padding:0;border:0;color:var(--ink);font-size:.875rem;font-weight:600;line-height:1.35}
.key-line{display:flex;flex-wrap:wrap;gap:2px 14px;margin:6px 0 10px;padding:0;list-style:none;color:var(--soft);font-size:.8125rem}
.key-line li{display:flex;align-items:center;gap:6px}
.frame{position:relative;height:190px;margin:auto 10px 24px 58px;border:1px solid var(--line)}
.frame>svg{display:block;width:100%;height:100%}
.frame .tick{position:absolute;right:calc(100% + 6px);transform:translateY(50%);color:var(--soft);font-size:.75rem;line-height:1;white-space:nowrap;font-variant-numeric:tabular-nums}
.frame .time{position:absolute;top:calc(100% + 7px);transform:translateX(-50%);color:var(--soft);font-size:.75rem;line-height:1;white-space:nowrap}
.frame .time:last-child{transform:translateX(calc(-100% + 10px))}
.frame .decided{position:absolute;top:-5px;width:9px;height:9px;margin-left:-4.5px;background:var(--ink);transform:rotate(45deg)}
.frame path,.key-line path{fill:none;stroke-linejoin:round;stroke-linecap:round}
.score-fail{stroke:var(--off);stroke-width:2.5}.score-pass{stroke:var(--good);stroke-width:2.5;stroke-dasharray:1 4}
.level-fail{stroke:var(--off);stroke-width:1.25;stroke-dasharray:7 4}.level-pass{stroke:var(--good);stroke-width:1.25;stroke-dasharray:7 4}
.of-baseline{stroke:var(--ref);stroke-width:1.75;stroke-dasharray:5 3}.of-canary{stroke:var(--same);stroke-width:2.25}
.fail .of-canary{stroke:var(--off)}
.level-allowed{stroke:var(--soft);stroke-width:1.25;stroke-dasharray:2 4}
.bound-upper,.bound-lower{stroke:var(--waived);stroke-width:2}.bound-lower{stroke-dasharray:5 3}
.known{fill:var(--band)}
.moment{stroke:var(--ink);stroke-width:1.5}
@media print{.metric,.plot{break-inside:avoid}}
</style>`;
