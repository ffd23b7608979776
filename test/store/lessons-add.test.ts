/** A lesson written by hand, anywhere; and what looks the same is shown while it is written, and can be joined. On both engines. */
import { channelId } from '../../src/core/ids.ts';
import { learning, secretly, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type AddingHere, addingOn, dryRun } from '../support/adding-here.ts';
import { until } from '../support/unhurried.ts';

describe.each(engines())('on $name, a lesson that is written by hand', (engine) => {
  let it_: AddingHere;
  beforeEach(async () => {
    it_ = await addingOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const add = async (who: string, fields = dryRun, channel = learning) => {
    await it_.who(who).say(channel, '/lore add');
    await it_.fill(who, fields);
  };
  const type = async (who: string, name: string, text: string) => {
    await it_.who(who).type(name, text);
    await until(async () => (await it_.rows('lesson_draft')).includes(text), `what ${who} typed`);
  };

  it('asks first whom it is for, then for title, what happened, when to use it, and topics', async () => {
    await it_.who('U0NOOR').say(learning, '/lore add Rehearse moves');
    const names = [...it_.modal('U0NOOR').matchAll(/"block_id":"(\w+)","optional"/g)].map(([, name]) => name);
    expect(names).toEqual(['reach', 'title', 'happened', 'useWhen', 'topics']);
    expect(it_.modal('U0NOOR')).toContain('"initial_value":"Rehearse moves"');
  });

  it('is saved for the people it is for, shown as it was saved, and found by them alone', async () => {
    await add('U0CAROL', { ...dryRun, title: 'Hand over in pairs' }, secretly);
    expect(it_.modal('U0CAROL')).toContain('For people in this channel');
    await add('U0NOOR');
    expect(it_.modal('U0NOOR')).toContain('It’s saved');
    const found = async (who: string, words: string) => {
      await it_.who(who).closeAll();
      await it_.who(who).say(learning, `/lore search ${words}`);
      return it_.modal(who);
    };
    expect(await found('U0SEUN', 'pairs')).toContain('Hand over in pairs');
    expect(await found('U0MARA', 'pairs')).not.toContain('Hand over');
    expect(await found('U0MARA', 'rehearse')).toContain('Rehearse moves');
  });

  it('in a direct message with Lore asks which channel it is from, and keeps what was typed', async () => {
    await it_.who('U0NOOR').openHome();
    await it_.settle();
    await it_.who('U0NOOR').say('D0NOOR', '/lore add Rehearse moves');
    expect(it_.modal('U0NOOR')).toContain('Which channel is it from?');
    expect(await it_.fill('U0NOOR', { channel: 'C0COFFEE' })).toContain('You or I aren’t in this channel');
    await it_.fill('U0NOOR', { channel: learning });
    expect(it_.modal('U0NOOR')).toContain('"initial_value":"Rehearse moves"');
    await it_.fill('U0NOOR');
    expect(it_.modal('U0NOOR')).toContain('It’s saved');
  });

  it('keeps a draft as it is typed, also beside a new title', async () => {
    await it_.who('U0NOOR').say(learning, '/lore add');
    await type('U0NOOR', 'happened', 'It took nine hours');
    await it_.who('U0NOOR').closeAll();
    await it_.who('U0NOOR').say(learning, '/lore add Something else');
    expect(it_.modal('U0NOOR')).not.toContain('nine hours');
    await it_.fill('U0NOOR', { ...dryRun, title: 'Something else' });
    await it_.who('U0NOOR').closeAll();
    await it_.who('U0NOOR').say(learning, '/lore add');
    expect(it_.modal('U0NOOR')).toContain('nine hours');
    await it_.who('U0NOOR').pressInModal('lessons.add-discard');
    await until(() => !it_.modal('U0NOOR').includes('nine hours'), 'the empty form');
    expect(await it_.rows('lesson_draft')).not.toContain('nine hours');
  });

  it.each([
    ['no title', { ...dryRun, title: ' ' }, 'Say the lesson in one line'],
    ['a title of 200 characters', { ...dryRun, title: 'x'.repeat(200) }, 'the limit is 120'],
    ['six topics', { ...dryRun, topics: 'a, b, c, d, e, f' }, 'Up to 5 topics'],
  ])('with %s says so at the field, and saves nothing', async (_what, fields, sentence) => {
    await it_.who('U0NOOR').say(learning, '/lore add');
    expect(await it_.fill('U0NOOR', fields)).toContain(sentence);
    expect(await it_.rows('lesson')).toBe('[[]]');
  });

  it('of a guest is for the people in the channel', async () => {
    await it_.who('U0SAM').say(website, '/lore add');
    expect(it_.modal('U0SAM')).toContain('It’s for people in');
    await it_.fill('U0SAM');
    expect(it_.modal('U0SAM')).toContain('For people in this channel');
  });

  it('goes nowhere else when its channel became private while it was written', async () => {
    await it_.who('U0NOOR').say(learning, '/lore add');
    const { lore, sandbox } = it_;
    const now = sandbox.core.clock.now();
    await lore.store.directory.changeChannel(team, channelId(learning), { kind: 'private' }, now);
    await it_.fill('U0NOOR');
    expect(it_.modal('U0NOOR')).toContain('For people in this channel');
  });

  describe('that looks like one that is there', () => {
    const other = { ...dryRun, happened: 'We practised twice, and nobody had to stay up' };

    it('says so before it is saved: it can be saved all the same', async () => {
      await add('U0NOOR');
      await add('U0MARA', other);
      expect(it_.modal('U0MARA')).toContain('This looks like what’s here already');
      expect(it_.modal('U0MARA')).toContain('We practised twice');
      await it_.fill('U0MARA', other);
      expect(it_.modal('U0MARA')).toContain('It’s saved');
      expect((await it_.rows('lesson')).match(/Rehearse moves/g)).toHaveLength(2);
    });

    it('says so while it is typed, once', async () => {
      await add('U0NOOR');
      await it_.who('U0MARA').say(learning, '/lore add');
      await type('U0MARA', 'title', 'Rehearse moves');
      expect(it_.modal('U0MARA')).not.toContain('looks like');
      await it_.who('U0MARA').type('useWhen', 'Before a move to a new server');
      await it_.modalWith('U0MARA', 'This looks like what’s here already');
    });

    it('joins it: the answer names the lesson that it belongs to, both stories are told together, and each keeps its author', async () => {
      await add('U0NOOR');
      await add('U0MARA', other);
      await it_.who('U0MARA').pressInModal('lessons.join');
      await it_.modalWith('U0MARA', 'Your story will be shown under “Rehearse moves”');
      await it_.fill('U0MARA', other);
      expect(it_.modal('U0MARA')).toContain('It’s saved');
      expect(it_.modal('U0MARA')).toContain('This story belongs to “Rehearse moves”');
      await it_.who('U0MARA').pressInModal('lessons.open', { holds: await idOf('two wrong records') });
      await it_.modalWith('U0MARA', 'Another story like this');
      await it_.who('U0SEUN').say(learning, '/lore search rehearse');
      await it_.who('U0SEUN').pressInModal('lessons.open', { holds: await idOf('two wrong records') });
      await it_.modalWith('U0SEUN', 'Another story like this');
      const opened = it_.modal('U0SEUN');
      expect(opened).toContain('two wrong records');
      expect(opened).toContain('We practised twice');
    });

    it('is found once with what it joined, by whichever story fits best, and says how many there are; filters count it once', async () => {
      await add('U0NOOR');
      await add('U0MARA', other);
      await it_.who('U0MARA').pressInModal('lessons.join');
      await it_.modalWith('U0MARA', 'Keep it separate');
      await it_.fill('U0MARA', other);
      const found = async (typed: string) => {
        await it_.who('U0SEUN').closeAll();
        await it_.who('U0SEUN').say(learning, `/lore search ${typed}`);
        return it_.modal('U0SEUN');
      };
      for (const [typed, story, elsewhere] of [
        ['rehearse practised', 'We practised twice', 'two wrong records'],
        ['rehearse wrong records', 'two wrong records', 'We practised twice'],
      ] as const) {
        const view = await found(typed);
        expect(view).toContain('One lesson');
        expect(view).toContain('One more like it');
        expect(view.match(/"lessons\.open"/g)).toHaveLength(1);
        expect(view).toContain(await idOf(story));
        expect(view).not.toContain(await idOf(elsewhere));
      }
      expect(await found('rehearse in:#website-relaunch')).toContain('In any channel, there is one lesson.');
    });

    it('is offered once with what it joined to who writes another', async () => {
      await add('U0NOOR');
      await add('U0MARA', other);
      await it_.who('U0MARA').pressInModal('lessons.join');
      await it_.modalWith('U0MARA', 'Keep it separate');
      await it_.fill('U0MARA', other);
      await add('U0SEUN', { ...dryRun, happened: 'We rehearsed once more' });
      expect(it_.modal('U0SEUN').match(/"lessons\.join"/g)).toHaveLength(1);
    });

    it('is found apart by who may not see the lesson that it and another joined', async () => {
      await add('U0CAROL', dryRun, secretly);
      for (const who of ['U0SEUN', 'U0KATRIN']) {
        await add(who, { ...other, happened: `${other.happened}, says ${who}` });
        await it_.who(who).pressInModal('lessons.join', { holds: await idOf('two wrong records') });
        await it_.modalWith(who, 'lessons.keep-apart');
        await it_.fill(who, { ...other, happened: `${other.happened}, says ${who}` });
      }
      const found = async (who: string) => {
        await it_.who(who).closeAll();
        await it_.who(who).say(learning, '/lore search rehearse');
        return it_.modal(who);
      };
      expect(await found('U0CAROL')).toContain('2 more like it');
      const apart = await found('U0MARA');
      expect(apart).toContain('2 lessons');
      expect(apart).not.toContain('more like it');
    });

    it('is kept separate after all', async () => {
      await add('U0NOOR');
      await add('U0MARA', other);
      await it_.who('U0MARA').pressInModal('lessons.join');
      await it_.modalWith('U0MARA', 'Keep it separate');
      await it_.who('U0MARA').pressInModal('lessons.keep-apart');
      await it_.modalWith('U0MARA', 'This looks like');
      await it_.fill('U0MARA', other);
      expect((await it_.rows('lesson')).match(/"joins_id":null/g)).toHaveLength(2);
    });

    it('is saved as one of its own where the other was deleted meanwhile: nothing is lost', async () => {
      await add('U0NOOR');
      await add('U0MARA', other);
      await it_.who('U0MARA').pressInModal('lessons.join');
      await it_.modalWith('U0MARA', 'Keep it separate');
      await it_.who('U0NOOR').pressInModal('lessons.take-out');
      await it_.who('U0NOOR').submit();
      await it_.settle();
      await it_.fill('U0MARA', other);
      expect(it_.modal('U0MARA')).toContain('It’s saved');
      expect(await it_.rows('lesson')).toContain('We practised twice');
    });

    it('says nothing of what the person may not see, and is hindered by none of it', async () => {
      await add('U0CAROL', dryRun, secretly);
      await add('U0NOOR', other);
      expect(it_.modal('U0NOOR')).toContain('It’s saved');
      expect(it_.modal('U0NOOR')).not.toContain('looks like');
    });

    it('shows a story only to those whom it is for', async () => {
      await add('U0NOOR');
      await it_.who('U0SEUN').say(secretly, '/lore add');
      await it_.fill('U0SEUN', other);
      await it_.who('U0SEUN').pressInModal('lessons.join');
      await it_.modalWith('U0SEUN', 'Keep it separate');
      await it_.fill('U0SEUN', other);
      const opened = async (who: string) => {
        await it_.who(who).closeAll();
        await it_.who(who).say(learning, '/lore search rehearse');
        await it_.who(who).pressInModal('lessons.open', { holds: await idOf('two wrong records') });
        return it_.modalWith(who, 'two wrong records');
      };
      expect(await opened('U0CAROL')).toContain('We practised twice');
      expect(await opened('U0MARA')).not.toContain('We practised twice');
      const found = async (who: string) => {
        await it_.who(who).closeAll();
        await it_.who(who).say(learning, '/lore search rehearse');
        return it_.modalWith(who, 'One lesson');
      };
      expect(await found('U0CAROL')).toContain('One more like it');
      expect(await found('U0MARA')).not.toContain('more like it');
      expect(await opened('U0MARA')).not.toContain('Another story');
    });
  });

  /** The id of the lesson whose story holds this. */
  async function idOf(text: string): Promise<string> {
    const rows: unknown = JSON.parse(await it_.rows('lesson'));
    const all = (Array.isArray(rows) ? rows.flat() : []) as readonly {
      readonly id: string;
      readonly happened: string;
    }[];
    return all.find(({ happened }) => happened.includes(text))?.id ?? '';
  }
});
