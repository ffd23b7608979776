/** What a restore says of the erasures that the logs name: how many there were, and what became of each. */
import { sayErased } from '../../src/operator/backup.ts';

const some = { named: 3, known: 1, unsure: 1, isWithoutKey: false };
const none = { named: 0, known: 0, unsure: 0, isWithoutKey: false };

it('counts those that were repeated, those that the backup has, and those that were left out', () => {
  expect(sayErased(some, 1)).toEqual([
    'These logs name 3 erasures. Erased again: 1.',
    'Already in the backup: 1.',
    'Left out: 1, from so long before the backup that it may have lost its record of them. If you know whose they are, and their data is back, erase it with lore forget.',
  ]);
});

it('says why nothing may have been found', () => {
  expect(sayErased(none, 0)).toEqual([
    'These logs name 0 erasures. Erased again: 0.',
    'If LOG_LEVEL was above info, erasures are not in the logs.',
  ]);
  expect(sayErased({ ...none, named: 1 }, 0)).toEqual([
    'These logs name 1 erasure. Erased again: 0.',
    'The backup has nothing of whom they are about. Check that these are the logs of this Lore.',
  ]);
  expect(sayErased({ ...none, named: 1, isWithoutKey: true }, 0)[1]).toMatch(
    /^The backup is from before 0\.2, .+ Erase again with lore forget\.$/,
  );
});
