/** How far it has come: a bar on a terminal, a line at each quarter otherwise. */
import type { WriteStream } from 'node:tty';

type Out = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

export interface Progress {
  /** @param amount how much of all has been read @param count how many lessons are in */
  readonly at: (amount: number, count: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

const barWidth = 30;

export function progressOn(out: Out, all: number): Progress {
  let shown = -1;
  const isTerminal = out.isTTY === true;
  return {
    at: (amount, count) => {
      const percent = all === 0 ? 100 : Math.min(100, Math.floor((amount / all) * 100));
      const step = isTerminal ? percent : Math.floor(percent / 25) * 25;
      if (step <= shown) return;
      shown = step;
      if (isTerminal) {
        const full = Math.round((percent / 100) * barWidth);
        out.write(`\r${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${percent} %, ${count} lessons`);
      } else if (step > 0 && step < 100) out.write(`${step} % read, ${count} lessons\n`);
    },
    end: () => {
      if (isTerminal && shown >= 0) out.write('\r\u001B[K');
    },
  };
}
