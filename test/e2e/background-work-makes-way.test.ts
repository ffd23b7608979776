/** A real Lore in a process of its own, whose background work keeps the processor: people are answered meanwhile, and the work is done after. */
import { playLag } from '../../bench/lag.ts';

it('pauses while people act and the event loop lags, and is all done in the end', async () => {
  const stepMs = 400;
  const line = await playLag(true, { steps: 6, stepMs, commands: 25, apart: 100 });
  expect(line).toMatchObject({ acknowledged: 25, done: 6 });
  // One step is not followed by the next: in between people are answered at once.
  expect(line.p50).toBeLessThan(stepMs);
  expect(line.p99).toBeLessThan(3_000);
  expect(line.meanwhile).toBeLessThan(6);
  // Each pause says so once.
  expect(line.said).toBeGreaterThan(0);
  expect(line.said).toBeLessThanOrEqual(6);
});
