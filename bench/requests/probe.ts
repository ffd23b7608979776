/** Loaded before a server that is measured (`--import`): tells the parent process what the server uses, whenever it asks. */
import process from 'node:process';

/** What a server has used so far. */
export interface Usage {
  /** Processor time of all its threads, in microseconds. */
  readonly cpu: number;
  /** Resident memory in bytes: now, and the most since it was asked last. */
  readonly rss: number;
  readonly mostRss: number;
}

let mostRss = 0;
const look = (): void => {
  mostRss = Math.max(mostRss, process.memoryUsage.rss());
};
setInterval(look, 100).unref();
process.on('message', (asked) => {
  if (asked !== 'usage') return;
  look();
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpu: user + system, rss: process.memoryUsage.rss(), mostRss };
  process.send?.(usage);
  mostRss = 0;
});
process.channel?.unref();
// Whoever started it has gone.
process.on('disconnect', () => process.exit(0));
