/** Calendars read what is final, at an address that only its owner knows; an independent parser reads what they get. On both engines. */
import { userId } from '../../src/core/ids.ts';
import { eventsIn, makeAddress, readCalendar } from '../support/calendar-here.ts';
import { katrin, learning, mara, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type RotationHere, rotationOn } from '../support/rotation-here.ts';

const at = (text: string) => Date.parse(text);
const first = '2026-12-02';
/** Everybody has been at work once since the announcement: what is held back for their hours has come. */
const dayLater = at('2026-11-26T23:00:00Z');
const halfAnHour = 1_800_000;

describe.each(engines())('on $name, at a public address', (engine) => {
  let here: RotationHere;
  beforeEach(async () => {
    here = await rotationOn(engine, 'https://lore.example.org/team');
    await here.start(learning, katrin);
    await here.playUntil(dayLater);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const read = (address: string, init?: RequestInit) => readCalendar(here, address, init);
  const events = async (address: string) => eventsIn((await read(address)).text);
  const nameOf = (who: string) => here.lore.store.directory.nameOf(team, userId(who));

  it('whoever presents has it in their calendar once they have said yes, and the channel reads who does', async () => {
    const presenter = await here.presenter(first);
    const own = await makeAddress(here, presenter);
    const ofChannel = await makeAddress(here, mara, learning);
    expect(own).toMatch(/^https:\/\/lore\.example\.org\/team\/calendar\/[\w-]{43}\.ics$/);
    // Asked, and not yet final.
    expect(await events(own)).toEqual([]);
    expect(await events(ofChannel)).toEqual([]);
    await here.accepts(presenter);
    const from = at('2026-12-02T14:00:00Z');
    const [theirs] = await events(own);
    expect(theirs).toMatchObject({ from, to: from + halfAnHour });
    expect(theirs?.title).toContain('(#');
    const [told] = await events(ofChannel);
    expect(told).toMatchObject({ from, title: `${String(await nameOf(presenter))} presents` });
    // The same event for both.
    expect(theirs?.uid).toBe(told?.uid);
    const other = presenter === mara ? 'U0SEUN' : mara;
    expect(await events(await makeAddress(here, other))).toEqual([]);
  });
});
