/** A forum meets: announced seven days ahead, filled, moved, over. On both engines. */
import { called } from '../support/called.ts';
import { learning, priya } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ForumsHere, forumsOn, subject } from '../support/forums-here.ts';

const day = 86_400_000;

describe.each(engines())('on $name, a forum', (engine) => {
  let here: ForumsHere;
  beforeEach(async () => {
    here = await forumsOn(engine);
    await here.begun();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  /** Until something is announced that was not yet. */
  const announced = async (nth = 1) => {
    const all = () => here.posted(learning).filter(({ text }) => text.startsWith('Forum: '));
    for (let days = 0; days < 40 && all().length < nth; days += 1) await here.playUntil(now() + day);
    return here.announcement();
  };

  it('announces a meeting seven days ahead, with an hour that is nobody’s night, and who prepares it', async () => {
    const { text, blocks } = await announced();
    expect(text).toContain(`Forum: ${subject}`);
    expect(text).toMatch(/We meet on <!date\^\d+\^/);
    expect(text).toContain('Prepared by Mara, Priya, and Seun');
    expect(JSON.stringify(blocks).match(/"style":"primary"/g)).toHaveLength(1);
    const at = Number(/<!date\^(\d+)/.exec(text)?.[1]) * 1000;
    expect(at - now()).toBeGreaterThan(5 * day);
    expect(at - now()).toBeLessThan(8 * day);
    expect(text).toContain('Singapore');
    expect(text).toContain('not by anyone’s own hours');
  });

  it('takes what people put on its agenda, before and after it is announced, and lets them take it off', async () => {
    const put = async (who: string, words: string) => {
      await here.who(who).submit({ words });
      await here.settle();
    };
    await announced();
    await here.who(priya).press(here.announcement(), 'forums.put-on');
    await put(priya, 'How do we   test a roll-back?');
    expect(here.announcement().text).toContain(`How do we test a roll-back? · ${called(priya)}`);
    expect(here.modal(priya)).toContain('on the agenda of the meeting on');
  });
});
