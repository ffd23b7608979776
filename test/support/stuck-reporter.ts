/**
 * Ends the run when a test file does not end: the runner has no time limits of its own. It judges no speed: machines are slow and busy, and some files play
 * weeks on both databases.
 */
const minutes = 30 * Math.max(1, Number(process.env.LORE_RUNS ?? '1'));

interface TestFile {
  readonly path: string;
}

export default class StuckReporter {
  readonly #running = new Map<string, NodeJS.Timeout>();

  onTestFileStart({ path }: TestFile): void {
    const end = () => {
      console.error(`${path} has not ended after ${minutes} minutes: it is stuck`);
      process.exit(1);
    };
    this.#running.set(path, setTimeout(end, minutes * 60_000).unref());
  }

  onTestFileResult({ path }: TestFile): void {
    clearTimeout(this.#running.get(path));
  }
}
