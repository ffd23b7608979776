/** What commands say, and ask. */
import process from 'node:process';
import { createInterface } from 'node:readline/promises';

/** Writes a line to standard output. */
export const say = (line: string): void => {
  console.log(line);
};

/** How far a long command is: a line on standard error, so that what it prints stays its result alone. */
export const tellProgress = (line: string): void => {
  console.error(line);
};

/** Asks on standard error, so that what a command prints stays its result alone. @returns whether `word` was typed, and nothing else */
export async function isSure(question: string, word: string): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and the end of what is typed reject, and are a no.
  const answer = await asking.question(`${question} Type "${word}" to continue: `).catch(() => '');
  asking.close();
  return answer.trim() === word;
}
