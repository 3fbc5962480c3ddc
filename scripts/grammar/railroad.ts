import { LEXICAL } from './ebnf.ts';
import { CATEGORIES, rulesOfParser, SPELLINGS, type Syntax } from './syntax.ts';

/** A drawn piece of track: it is entered at its left and left at its right, both at height 0; lengths in pixels. */
interface Track {
  readonly width: number;
  readonly above: number;
  readonly below: number;
  draw(x: number, y: number): string;
}

const GAP = 14;
const HALF_BOX = 13;
const CHARACTER = 7.8;
const CURVE = 10;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const line = (path: string): string => `<path d="${path}"/>`;

const EMPTY: Track = { width: 0, above: 0, below: 0, draw: () => '' };

/** A box with a text that leads to its rule or terminal. */
function box(text: string, target: string | undefined, kind: 'rule' | 'terminal'): Track {
  const width = Math.round(text.length * CHARACTER) + 20;
  return {
    width,
    above: HALF_BOX,
    below: HALF_BOX,
    draw(x, y) {
      const round = kind === 'terminal' ? HALF_BOX : 0;
      const shape = `<rect class="${kind}" x="${x}" y="${y - HALF_BOX}" width="${width}" height="${2 * HALF_BOX}" rx="${round}"/>`;
      const label = `<text x="${x + width / 2}" y="${y + 4}">${escaped(text)}</text>`;
      return target === undefined ? shape + label : `<a href="#${target}">${shape}${label}</a>`;
    },
  };
}

function inSequence(parts: readonly Track[]): Track {
  const width = parts.reduce((sum, part) => sum + part.width + GAP, -GAP);
  return {
    width,
    above: Math.max(0, ...parts.map((part) => part.above)),
    below: Math.max(0, ...parts.map((part) => part.below)),
    draw(x, y) {
      let at = x;
      return parts
        .map((part, number) => {
          const rail = number === 0 ? '' : line(`M${at - GAP} ${y}h${GAP}`);
          const drawn = rail + part.draw(at, y);
          at += part.width + GAP;
          return drawn;
        })
        .join('');
    },
  };
}

/** Alternatives below one another, the first on the main line. */
function inChoice(parts: readonly Track[]): Track {
  const inner = Math.max(...parts.map((part) => part.width));
  const rows: { readonly part: Track; readonly offset: number }[] = [];
  let below = 0;
  for (const part of parts) {
    const offset = rows.length === 0 ? 0 : Math.max(2 * CURVE, below + part.above + 8);
    rows.push({ part, offset });
    below = offset + part.below;
  }
  const width = inner + 4 * CURVE;
  return {
    width,
    above: parts[0]?.above ?? 0,
    below,
    draw: (x, y) => rows.map(({ part, offset }) => drawBranch(part, { x, y, offset, inner })).join(''),
  };
}

interface BranchPlace {
  readonly x: number;
  readonly y: number;
  readonly offset: number;
  readonly inner: number;
}

function drawBranch(part: Track, { x, y, offset, inner }: BranchPlace): string {
  const start = x + 2 * CURVE;
  const row = y + offset;
  const rest = inner - part.width;
  const down = `M${x} ${y}q${CURVE} 0 ${CURVE} ${CURVE}V${row - CURVE}q0 ${CURVE} ${CURVE} ${CURVE}`;
  const up = `h${rest}q${CURVE} 0 ${CURVE} -${CURVE}V${y + CURVE}q0 -${CURVE} ${CURVE} -${CURVE}`;
  const entry = offset === 0 ? `M${x} ${y}h${2 * CURVE}` : down;
  const exit = offset === 0 ? `h${rest + 2 * CURVE}` : up;
  return line(entry) + part.draw(start, row) + line(`M${start + part.width} ${row}${exit}`);
}

/** A track that may be passed again, over the separator on the way back. */
function inLoop(inner: Track, separator: Track): Track {
  const width = Math.max(inner.width, separator.width) + 4 * CURVE;
  const offset = Math.max(2 * CURVE, inner.below + separator.above + 8);
  return {
    width,
    above: inner.above,
    below: offset + separator.below,
    draw(x, y) {
      const [left, right, back] = [x + 2 * CURVE, x + width - 2 * CURVE, y + offset];
      const forth = line(`M${x} ${y}H${left}`) + inner.draw(left, y) + line(`M${left + inner.width} ${y}H${x + width}`);
      const turn = line(`M${right} ${y}q${CURVE} 0 ${CURVE} ${CURVE}V${back - CURVE}q0 ${CURVE} -${CURVE} ${CURVE}`);
      const returned = line(
        `M${left} ${y}q-${CURVE} 0 -${CURVE} ${CURVE}V${back - CURVE}q0 ${CURVE} ${CURVE} ${CURVE}`,
      );
      const rail = line(`M${left + separator.width} ${back}H${right}`);
      return forth + turn + returned + rail + separator.draw(left, back);
    },
  };
}

function terminalTrack(name: string): Track {
  const [only, ...others] = SPELLINGS.get(name) ?? [];
  return only !== undefined && others.length === 0 ? box(only, undefined, 'terminal') : box(name, name, 'rule');
}

function trackOf(syntax: Syntax): Track {
  switch (syntax.kind) {
    case 'rule':
      return box(syntax.name, syntax.name, 'rule');
    case 'terminal':
      return terminalTrack(syntax.name);
    case 'sequence':
      return syntax.parts.length === 0 ? EMPTY : inSequence(syntax.parts.map(trackOf));
    case 'choice':
      return inChoice(syntax.parts.map(trackOf));
    case 'optional':
      return inChoice([EMPTY, trackOf(syntax.inner)]);
    case 'repeated': {
      const loop = inLoop(trackOf(syntax.inner), syntax.separator ? trackOf(syntax.separator) : EMPTY);
      return syntax.atLeast === 0 ? inChoice([EMPTY, loop]) : loop;
    }
  }
}

const MARGIN = 12;

function svg(track: Track): string {
  const width = track.width + 2 * (GAP + MARGIN);
  const height = track.above + track.below + 2 * MARGIN;
  const [x, y] = [MARGIN, MARGIN + track.above];
  const start = x + GAP;
  const rails = line(`M${x} ${y - 6}v12M${x} ${y}h${GAP}M${start + track.width} ${y}h${GAP}m0 -6v12`);
  return `<svg width="${width}" height="${height}" role="img">${rails}${track.draw(start, y)}</svg>`;
}

const section = (name: string, content: string): string => `<section id="${name}"><h2>${name}</h2>${content}</section>`;

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:72em;margin:2em auto;padding:0 1em;color:#222;background:#fff}
section>svg{display:block;overflow:visible}section{overflow-x:auto}h2{font-size:1.05em;margin:1.6em 0 .3em}
path{fill:none;stroke:#555;stroke-width:1.5}rect{stroke:#555;fill:#fff}rect.rule{fill:#e8f0fb}rect.terminal{fill:#fdf3d8}
text{font:13px ui-monospace,monospace;text-anchor:middle;fill:#111}a{color:inherit}code{font:13px ui-monospace,monospace}`;

/** The whole grammar as one page of railroad diagrams. */
export function railroadPage(): string {
  const rules = rulesOfParser().map(({ name, syntax }) => section(name, svg(trackOf(syntax))));
  const categories = [...CATEGORIES].map(([name, members]) => section(name, svg(inChoice(members.map(terminalTrack)))));
  const words = [...SPELLINGS]
    .filter(([, texts]) => texts.length > 1)
    .map(([name, texts]) => section(name, `<p>${texts.map((text) => `<code>${escaped(text)}</code>`).join(' ')}</p>`));
  const lexical = [...LEXICAL].map(([name, text]) => section(name, `<p><code>${escaped(text)}</code></p>`));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The grammar of dhcpd.conf</title><style>${STYLE}</style></head><body>
<h1>The grammar of dhcpd.conf</h1>
<p>Generated from the parser by scripts/grammar.ts. Rounded boxes are words and signs as written, the others lead to their definition.
Blank space and comments may stand between any two tokens; words count without regard to case.</p>
${[...rules, ...categories, ...words, ...lexical].join('\n')}
</body></html>
`;
}
