/** How the pages look: in light and dark, from a telephone’s width on. The policy of the pages allows this style alone, by its hash. */
import { createHash } from 'node:crypto';

export const style = `
:root{color-scheme:light dark;--paper:#fbfaf6;--card:#fff;--sunk:#f1efe7;--line:#dedacd;--text:#1d2523;--muted:#55625d;--accent:#0b6656;--on:#fff;--deep:#17332e;--deeper:#0f2521;--glow:#8fd6c0;--warm:#f4c95d;--danger:#a3231c;--shadow:0 18px 50px rgb(20 40 34/18%)}
@media(prefers-color-scheme:dark){:root{--paper:#141918;--card:#1f2625;--sunk:#1a201f;--line:#35403d;--text:#e8ecea;--muted:#a9b5b0;--accent:#7dd3bb;--on:#0d1f1b;--deep:#10211d;--deeper:#0a1614;--danger:#ff9a92;--shadow:0 18px 50px rgb(0 0 0/50%)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--text);font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
a{color:var(--accent);text-underline-offset:.18em}
a:focus-visible,button:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--warm);outline-offset:3px;border-radius:6px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;z-index:2;background:var(--card);padding:.5rem 1rem}
.in{max-width:68rem;margin:0 auto;padding:0 1.25rem}
.bar{background:var(--deep);color:#eef4f0}
.bar .in{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;padding-top:1rem;padding-bottom:1rem}
.bar a{color:#eef4f0;text-decoration:none;padding:.25rem 0}.bar a:hover{text-decoration:underline}.bar a[aria-current]{color:var(--glow)}
.name{font-weight:700;font-size:1.25rem;letter-spacing:.01em;display:inline-flex;gap:.6rem;align-items:center;margin-right:auto}
.hero{background:linear-gradient(160deg,var(--deep),var(--deeper));color:#eef4f0;padding:clamp(2.5rem,6vw,5rem) 0 clamp(4.5rem,9vw,7.5rem)}
.hero .in{display:grid;gap:clamp(2rem,5vw,4rem);align-items:center}
h1{font-size:clamp(1.9rem,1.2rem + 3vw,3.1rem);line-height:1.14;letter-spacing:-.015em;margin:0 0 1.1rem;text-wrap:balance;overflow-wrap:break-word;hyphens:auto}
h2{font-size:clamp(1.35rem,1.1rem + 1vw,1.75rem);line-height:1.25;margin:0 0 .9rem;text-wrap:balance}
h3{font-size:1.08rem;margin:0 0 .35rem}
p{margin:0 0 1rem;max-width:44rem}
.hero p{color:#d5e5de;font-size:1.1rem}.hero .small{font-size:.95rem;color:#b9d0c7;margin:1rem 0 0}
.go{display:inline-flex;align-items:center;gap:.7rem;font:inherit;font-weight:650;border:2px solid transparent;border-radius:10px;padding:.75rem 1.35rem;text-decoration:none;cursor:pointer;background:var(--accent);color:var(--on)}
.hero .go{background:var(--glow);color:#0c231d;box-shadow:0 8px 30px rgb(0 0 0/30%)}
.go:hover{filter:brightness(1.07)}
.go.danger{background:var(--danger);color:var(--paper)}
.go.quiet{background:transparent;color:var(--accent);border-color:var(--line)}
.does{display:grid;gap:1.25rem;margin-top:calc(-1*clamp(2.75rem,5vw,4rem));list-style:none;padding:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:1.4rem;box-shadow:var(--shadow)}
.card p{margin:0;color:var(--muted)}
.note{background:var(--card);color:var(--text);border:1px solid var(--line);border-radius:12px;padding:.9rem 1rem;font-size:.95rem;line-height:1.45;box-shadow:var(--shadow)}
.hero .note+.note{margin:1rem 0 0 clamp(0rem,4vw,2.5rem)}.hero .note+.note+.note{margin-left:clamp(0rem,1.5vw,1rem)}
.note b{display:block;margin-bottom:.15rem}.note .by{display:flex;gap:.5rem;align-items:center;color:var(--muted);font-size:.82rem;margin-bottom:.3rem}
.note .by span{color:var(--text);font-weight:700}
.note q{display:block;border-left:3px solid var(--accent);padding-left:.7rem;margin:.45rem 0 0;quotes:none;color:var(--muted)}
.note .as{display:inline-block;margin-top:.55rem;border:1px solid var(--line);border-radius:8px;padding:.15rem .7rem;font-weight:600;font-size:.88rem}
section{padding:clamp(2.25rem,5vw,4rem) 0 0}
main{padding-bottom:clamp(3rem,6vw,5rem)}
.never{display:grid;gap:1rem 2rem;list-style:none;padding:0;margin:0}
.never li{display:flex;gap:.75rem;align-items:flex-start}.never svg{flex:none;margin-top:.28rem;color:var(--accent)}
.wide{overflow-x:auto;border:1px solid var(--line);border-radius:14px;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.95rem;line-height:1.5}
th,td{text-align:left;vertical-align:top;padding:.7rem 1rem;border-top:1px solid var(--line)}
thead th{border-top:0;background:var(--sunk);font-weight:650;white-space:nowrap}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--sunk);border:1px solid var(--line);border-radius:6px;padding:.08em .38em;overflow-wrap:anywhere}
.tag{display:inline-block;font-size:.8rem;border:1px solid var(--line);border-radius:99px;padding:.05rem .6rem;color:var(--muted);white-space:nowrap}
.page{padding-top:clamp(2.25rem,5vw,4rem);max-width:52rem}
.page>section{padding-top:2rem}
.steps{padding-left:1.3rem;margin:0 0 1.6rem}.steps li{margin:0 0 .6rem;padding-left:.3rem}
.aside{border:1px solid var(--line);border-left:6px solid var(--warm);border-radius:12px;background:var(--card);padding:1.1rem 1.3rem;margin:2rem 0 0}
.aside h2{font-size:1.15rem;margin-bottom:.4rem}
.sure{display:flex;gap:.75rem;align-items:flex-start;margin:0 0 1.4rem}.sure input{width:1.3rem;height:1.3rem;margin:.15rem 0 0;flex:none;accent-color:var(--danger)}
.both{display:flex;flex-wrap:wrap;gap:.8rem}
.read h2{font-size:1.3rem;margin:2.2rem 0 .7rem}.read h3{margin:1.4rem 0 .35rem}
.read h1{font-size:clamp(1.7rem,1.2rem + 2vw,2.5rem)}.read{overflow-wrap:anywhere}.read :is(p,li,blockquote)[dir]{white-space:pre-line}
.read .kind,.read .small{color:var(--muted);font-size:.95rem}.read .kind{margin:0 0 .3rem;font-weight:650}
.facts{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.35rem 1.5rem;border:1px solid var(--line);border-radius:14px;background:var(--card);padding:1rem 1.25rem;margin:0 0 1.6rem}
.facts dt{color:var(--muted)}.facts dd{margin:0}
.read blockquote{border-left:3px solid var(--accent);margin:0 0 1rem;padding:.1rem 0 .1rem .9rem;color:var(--muted)}
.read pre{overflow-x:auto;background:var(--sunk);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem;font:.92em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.read pre:focus-visible{outline:3px solid var(--warm);outline-offset:2px}
.deep1{margin-left:1.5rem}.deep2{margin-left:3rem}.deep3{margin-left:4.5rem}.deep4{margin-left:6rem}
.search label{display:block;font-weight:650;margin:0 0 .35rem}.search input{font:inherit;color:var(--text);background:var(--card);border:1px solid var(--muted);border-radius:10px;padding:.7rem .9rem;flex:1 1 14rem;min-width:0}
.search .small{margin:.6rem 0 0}
.found{list-style:none;padding:0;margin:0}.found>li{border-top:1px solid var(--line);padding:1.1rem 0}.found h3{margin:0 0 .15rem}.found p{margin:0 0 .35rem}
mark{background:var(--warm);color:#1d2523;border-radius:3px;padding:0 .12em}
.pager{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;border-top:1px solid var(--line);padding-top:1.1rem}
.onward{border-top:1px solid var(--line);margin-top:2.2rem;padding-top:1.1rem}
.out{font:inherit;color:#eef4f0;background:transparent;border:1px solid #8ea79d;border-radius:8px;padding:.3rem .9rem;cursor:pointer}.out:hover{text-decoration:underline}
footer{border-top:1px solid var(--line);color:var(--muted);font-size:.95rem;padding:1.5rem 0 2.5rem}
footer a{margin-right:1.5rem}
@media(min-width:46rem){.does{grid-template-columns:repeat(3,1fr)}.never{grid-template-columns:1fr 1fr}}
@media(min-width:56rem){.hero .in{grid-template-columns:1.15fr 1fr}}
@media(max-width:40rem){thead{position:absolute;left:-99rem}tr{display:block;padding:.7rem 1rem;border-top:1px solid var(--line)}tr:first-child{border-top:0}th,td{display:block;border:0;padding:.1rem 0}td:first-child{font-weight:650}}
@media(max-width:30rem){.facts{grid-template-columns:1fr;gap:.1rem}.facts dd{margin:0 0 .6rem}}
@media print{:root{color-scheme:light;--paper:#fff;--card:#fff;--sunk:#fff;--line:#999;--text:#000;--muted:#333;--accent:#000}body{font-size:11pt}.bar,.skip,.search,.pager,.onward{display:none}.page{padding:0;max-width:none}h1{font-size:20pt}h1,h2,h3{break-after:avoid}li,blockquote,pre,.facts{break-inside:avoid}.read pre{white-space:pre-wrap}a[rel*=nofollow]::after{content:" (" attr(href) ")"}}
@media(prefers-reduced-motion:no-preference){.go{transition:filter .15s}}
`;

/** For the pages' policy. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
