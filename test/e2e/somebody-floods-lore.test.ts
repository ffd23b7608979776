/** A short flood: one person, the people in one channel and those of one workspace ask for hundreds of things, and nobody else is turned away. */
import { floodSoak } from '../../bench/flood.ts';
import { unhurried } from '../support/unhurried.ts';

it('who asks for too much is told kindly, all of it is answered, and everybody else goes on', async () => {
  // What the others do is within it, however slow the machine is; the flood is not.
  const together = { atOnce: 60, perMinute: 180 };
  const floods = await floodSoak({
    count: 480,
    perSecond: 400,
    apart: 400,
    engine: 'sqlite',
    patience: {
      ...unhurried,
      perPerson: { atOnce: 30, perMinute: 40 },
      perChannel: together,
      perWorkspace: together,
    },
  });
  expect(floods.map(({ subject }) => subject)).toEqual(['person', 'channel', 'workspace']);
  for (const { subject, sent, failed, told, acts, refused } of floods) {
    expect([subject, sent, failed, refused]).toEqual([subject, 480, 0, 0]);
    expect(told).toBeGreaterThan(0);
    expect(acts).toBeGreaterThan(0);
  }
}, 300_000);
