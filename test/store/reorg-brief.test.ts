/** A change brief, from an admin’s draft to what each channel reads. */
import { learning, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { general, type ReorgHere, reorgOn, words } from '../support/reorg-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });

  it('is read once by each channel that it concerns, guests there included, and by no other', async () => {
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
    for (const channel of [website, learning]) {
      const found = here.posted(channel).filter(({ text }) => text.includes('Something changes here'));
      expect(found.map(({ text }) => text).join()).toContain(words.why);
      expect(found).toHaveLength(1);
      expect(found[0]?.text).toContain(words.stays);
    }
    expect(here.saying(learning, 'Something changes').text).toContain(
      `<#${website}> is merged into <#${learning}>`,
    );
    expect(
      here
        .posted(general)
        .map(({ text }) => text)
        .join(),
    ).not.toContain(words.why);
  });
});
