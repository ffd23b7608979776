/** What people save as lessons in the year, and whether those whom they are for find them afterwards, and nobody else. */
import { widely } from '../../test/support/colleague.ts';
import { fills } from '../../test/support/insist.ts';
import { chanceOf } from '../chance.ts';
import type { Team } from '../month/cast.ts';
import type { Stage } from '../month/stage.ts';

/** A lesson with two words that stand nowhere else: what is searched for, and what shows that it was found. */
export interface Saved {
  readonly asked: string;
  readonly proof: string;
  /** Who may read it; of a public channel everybody but guests. */
  readonly readers: readonly string[] | 'everybody';
}

export async function savesLesson(stage: Stage, team: Team, by: string, nth: number): Promise<Saved> {
  const { isPrivate, channel, members } = team;
  // No two look alike, or the second would be offered to join the first.
  const words = wordsOf(nth);
  const [asked = ''] = words;
  const proof = `${isPrivate ? 'Hush' : 'Open'}${String(nth)}`;
  await stage.does(by, (person) =>
    fills(
      person,
      'lessons.add',
      async () => {
        await person.say(channel, '/lore add');
        await stage.appears(by, 'lessons.add');
      },
      () => ({
        title: `${asked} ${proof}`,
        happened: words.slice(1, 12).join(' '),
        useWhen: words.slice(12).join(' '),
        ...(isPrivate ? {} : widely(person)),
      }),
    ),
  );
  return { asked, proof, readers: isPrivate ? members : 'everybody' };
}

/** Words that no lesson has in common with another. */
function wordsOf(nth: number): readonly string[] {
  const chance = chanceOf(nth);
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  return Array.from({ length: 16 }, () => Array.from({ length: 9 }, () => chance.pick(letters)).join(''));
}

/** Whether somebody finds it. @param from a channel that they are in, with Lore */
export async function finds(stage: Stage, who: string, from: string, saved: Saved): Promise<boolean> {
  const person = stage.who(who);
  await person.closeAll();
  await person.say(from, `/lore search ${saved.asked}`);
  await stage.appears(who, 'lessons.search');
  const isFound = JSON.stringify(person.modal()?.view ?? null).includes(saved.proof);
  await person.closeAll();
  return isFound;
}
