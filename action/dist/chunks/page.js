import{t as e}from"./plain-text.js";import{r as t,t as n}from"./prose.js";const r=new Map([[`&`,`&amp;`],[`<`,`&lt;`],[`>`,`&gt;`],[`"`,`&quot;`],[`'`,`&#39;`],["`",`&#96;`]]);function i(t,n){return e(t,n).replaceAll(/[&<>"'`]/g,e=>r.get(e)??``)}const a=t(`html`,i);function o(t,n=200){let[r=``,...i]=e(t,n).split(/(?<=\/)(?=[^\s/])/);return a`<code>${r}${i.map(e=>a`<wbr>${e}`)}</code>`}function s(e){return a`${n(e).map(e=>e.code?o(e.words):a`${e.words}`)}`}function c({id:e,title:t,lead:n},r){return r===null?null:a`<section aria-labelledby="${e}"><h2 id="${e}">${t}</h2>${n!==void 0&&a`<p class="lead">${s(n)}</p>`}${r}</section>\n`}function l(e,t){return a`<details><summary>${e}</summary><div class="inside">${t}</div></details>\n`}function u(e,t){return a`<div class="scroll" role="region" aria-label="${e}" tabindex="0">${t}</div>\n`}const d=a`<style>
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#16191d;--soft:#545d68;--line:#d5dae1;--grid:#e8ebf0;--band:#dbe5f3;--ref:#2f5aa8;--same:#14746a;--off:#b4231b;--off-soft:#fdeceb;--unknown:#8a5300;--unknown-soft:#fbf0dd;--good:#1a7037;--waived:#6b4fa0;--track:#e3e7ed}
@media screen and (prefers-color-scheme:dark){:root{--page:#0f1216;--card:#181c22;--ink:#e9ecf0;--soft:#a4afbb;--line:#333a44;--grid:#262c35;--band:#25374f;--ref:#8fb6ff;--same:#58cbb9;--off:#ff8d82;--off-soft:#3a1d1c;--unknown:#eeb45c;--unknown-soft:#33270f;--good:#6fd08c;--waived:#c3a8f5;--track:#2a313b}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:1120px;margin:0 auto;padding:24px 16px 48px}
p,ul,ol,dl,h1,h2,h3,dd{margin:0}
a{color:var(--ref)}
small,.note,.lead,footer{color:var(--soft);font-size:.875rem}
code{font:.92em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;unicode-bidi:isolate}
.num,dd b{font-variant-numeric:tabular-nums}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}

header{padding:28px;background:var(--card);border:1px solid var(--line);border-top:6px solid var(--tone);border-radius:10px}
.pass{--tone:var(--good)}.fail{--tone:var(--off)}.inconclusive{--tone:var(--unknown)}
.asked{color:var(--soft)}
.decision{display:flex;align-items:center;gap:10px;margin-top:14px;color:var(--tone);font-size:1.25rem;font-weight:750;letter-spacing:.08em}
.decision svg{flex:none;fill:none;stroke:var(--tone);stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
h1{margin-top:6px;max-width:36em;font-size:clamp(1.35rem,1rem + 1.7vw,2rem);font-weight:650;line-height:1.25;letter-spacing:-.01em;text-wrap:balance}
.facts{display:flex;flex-wrap:wrap;gap:14px 24px;margin-top:22px}
dt{color:var(--soft);font-size:.8125rem}
.counts{display:flex;gap:2px;height:10px;margin-top:24px;border-radius:5px;overflow:hidden}
.counts span{flex-basis:4px}
.counts .off,i.off{background:var(--off)}.counts .waived,i.waived{background:var(--waived)}.counts .same,i.same{background:var(--same)}
.counts .unknown,i.unknown{background:repeating-linear-gradient(135deg,var(--unknown) 0 3px,var(--unknown-soft) 3px 6px)}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;margin:10px 0;padding:0;list-style:none;font-size:.875rem}
.legend li{display:flex;align-items:center;gap:7px}
.legend i{width:12px;height:12px;border-radius:3px}

section{margin-top:44px}
h2{padding-bottom:8px;border-bottom:1px solid var(--line);font-size:1.25rem;font-weight:650;letter-spacing:-.005em}
h2+*{margin-top:14px}
.lead{max-width:60em}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:16px;padding:0;list-style:none}
.cards li{display:flex;flex-direction:column;gap:12px;padding:20px;background:var(--card);border:1px solid var(--line);border-radius:10px}
.tag{display:flex;align-items:center;gap:8px;color:var(--soft);font-size:.8125rem}
.severity{flex:none;white-space:nowrap;padding:1px 8px;border:1px solid currentColor;border-radius:99px;color:var(--unknown);font-size:.75rem;font-weight:600}
.cards h3{font-size:1.0625rem;line-height:1.35}
.cards p{font-size:.9375rem}
.versus{display:flex;flex-wrap:wrap;gap:8px 24px;padding:12px 0;border-block:1px solid var(--line)}
.versus b{display:block;font-size:1.375rem;font-weight:650;line-height:1.2}
.versus .change{margin-left:auto;text-align:right}
.versus .change b{color:var(--off)}
.said b{display:block;color:var(--soft);font-size:.8125rem;font-weight:600}

.chart{display:grid;grid-template-columns:minmax(8rem,20rem) minmax(0,1fr) repeat(4,max-content);column-gap:14px;font-size:.875rem}
.row{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:center;padding:0 10px;border-top:1px solid var(--grid)}
.row.head{align-items:end;padding-block:4px;border-top:0;color:var(--soft);font-size:.8125rem}
.row.off{background:var(--off-soft)}
.row .name{padding:5px 0;line-height:1.3}
.row svg{display:block;width:100%;overflow:visible}
.row .num{text-align:right;white-space:nowrap}
.row.off .change,.flag,td.off{color:var(--off);font-weight:600}
svg text{fill:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
.grid{stroke:var(--grid);stroke-width:1;fill:none}
.row.off .grid{stroke:var(--line)}
.band{fill:var(--band)}
.link{stroke:var(--soft);stroke-width:1.5}
.ring{fill:var(--card);stroke:var(--ref);stroke-width:2.5}
.mark{fill:var(--same);stroke:var(--card);stroke-width:1}
.mark.off{fill:var(--off)}
.beside{display:grid;grid-template-columns:minmax(0,560px) minmax(16rem,1fr);gap:16px 36px;align-items:center}
.beside p+p,.key{margin-top:10px}
.key{padding-left:1.4em;font-size:.875rem}
.scatter{display:block;width:100%;max-width:560px;height:auto}
.scatter .frame{fill:var(--card);stroke:var(--line)}
.scatter .axis-name{font-size:13px}
.scatter .number{fill:var(--off);font-weight:700}
.identity,.factor{fill:none;stroke:var(--soft);stroke-width:1.25}
.identity{stroke-dasharray:5 4}

table{width:100%;border-collapse:collapse;font-size:.875rem;overflow-wrap:break-word}
th,td{padding:6px 10px;border-top:1px solid var(--grid);text-align:left;vertical-align:top}
thead th{border-top:0;border-bottom:1px solid var(--line);color:var(--soft);font-weight:600}
th.num,td.num{text-align:right;white-space:nowrap}
td{max-width:24rem}
td code{display:inline-block;min-width:9rem;max-width:100%;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
.scroll:focus-visible,summary:focus-visible{outline:3px solid var(--ref);outline-offset:2px}
.coverage{max-width:46rem}
.coverage th[scope]{font-weight:500}
.coverage .bar{width:40%;vertical-align:middle}
.coverage svg{display:block;width:100%}
.track{fill:var(--track)}.fill{fill:var(--same)}
.coverage .diverged td:last-child{color:var(--off);font-weight:600}
.coverage .unmeasured td:last-child{color:var(--unknown)}

.plans{margin-top:28px}
.plans h3{font-size:1.0625rem;line-height:1.35}
.plans h3 .severity{vertical-align:1px}
.plans p{margin-top:6px;max-width:60em}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:12px;margin-top:12px}
figure{margin:0;padding:12px 0;background:var(--card);border:1px solid var(--line);border-radius:8px}
figcaption{padding:0 14px 8px;color:var(--soft);font-size:.8125rem;font-weight:600}
.plan{padding:0;list-style:none;font-size:.875rem}
.plan li{padding:3px 14px 3px calc(14px + min(var(--depth) * 1.1rem,40%));border-left:3px solid transparent}
.plan .other{background:var(--off-soft);border-left-color:var(--off)}
.plan .flag{display:block;font-size:.75rem}

details{margin-top:14px;border:1px solid var(--line);border-radius:8px;background:var(--card)}
summary{padding:9px 14px;cursor:pointer;font-weight:550}
details[open]>summary{border-bottom:1px solid var(--line)}
.inside{padding:10px 14px}
.reasons{display:grid;gap:16px;padding:0;list-style:none}
.reasons>li{padding:14px 18px;background:var(--card);border:1px solid var(--line);border-left:4px solid var(--unknown);border-radius:8px}
.reasons h3{font-size:1rem}
.reasons h3 .count{color:var(--soft);font-weight:400;font-size:.875rem}
.reasons p{margin-top:6px;max-width:60em}
.answer{font-size:.875rem;color:var(--unknown)}
.names code{margin-right:8px;font-size:.8125rem}
section>ul:not(.legend,.reasons),.queries{padding-left:1.2em}
.queries code{display:block;white-space:pre-wrap}
footer{margin-top:44px;padding-top:14px;border-top:1px solid var(--line)}

@media screen and (max-width:820px){
main{padding:12px 12px 32px}
header{padding:20px 18px}
.chart{grid-template-columns:minmax(0,1fr) minmax(0,1fr) auto auto}
.row{padding-block:6px}
.row .name,.row>svg{grid-column:1/-1}
.row .num{text-align:left;white-space:normal}
.row .change{text-align:right}
.row.head>span:first-child{display:none}
.row.head .axis{order:5}
.beside{grid-template-columns:minmax(0,1fr)}
.coverage{overflow-wrap:anywhere}
.coverage th,.coverage td{padding-inline:5px}
}
@media print{
:root{--page:#fff}
body{font-size:10pt}
main{max-width:none;padding:0}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.cards li,.row,.reasons>li,.beside,.plan li,tr{break-inside:avoid}
h2{break-after:avoid}
.scroll{overflow:visible}
}
</style>`;function f(e,t){return a`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${e}</title>
${d}
</head>
<body><main>
${t}
</main></body>
</html>
`.text}export{u as a,a as i,o as n,c as o,l as r,s,f as t};