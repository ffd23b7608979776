/**
 * Loaded before a server that is measured (`--import`): tells the parent process what the server uses, whenever it asks. No TypeScript, since what
 * Node needs to read that would be measured, too.
 */
import process from 'node:process';

let mostRss = 0;
const look = () => {
  mostRss = Math.max(mostRss, process.memoryUsage.rss());
};
setInterval(look, 100).unref();
process.on('message', (asked) => {
  if (asked !== 'usage') return;
  look();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, rss: process.memoryUsage.rss(), mostRss });
  mostRss = 0;
});
process.channel?.unref();
// The parent process has gone.
process.on('disconnect', () => process.exit(0));
