/** A real Lore in a process of its own, whose background work keeps the processor: people are answered meanwhile, and the work is done after. */
import { playLag } from '../../bench/lag.ts';

it('pauses while people act and the event loop lags, and is all done in the end', async () => {
  const line = await playLag(true, { steps: 6, stepMs: 400, commands: 25, apart: 100 });
  // How fast each was answered is for `npm run bench -- lag` to say.
  expect(line).toMatchObject({ acknowledged: 25, done: 6 });
  // Each pause says so once.
  expect(line.said).toBeGreaterThan(0);
  expect(line.said).toBeLessThanOrEqual(6);
});
