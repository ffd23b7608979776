import { minute } from '../../src/core/clock.ts';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { teamId, userId } from '../../src/core/ids.ts';
import { onEvent } from '../../src/core/listener.ts';
import { defaultWorkingHours } from '../../src/core/people.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { testClock, type TestClock } from '../support/test-clock.ts';

const team = teamId('T1');
const ann = userId('UANN');
const atHome = { view: { id: 'VH', type: 'home' }, channel: undefined, response_url: undefined };

/** What the form holds when nothing was changed, in Slack's words. */
const filled = {
  days: { selected_options: ['1', '2', '3', '4', '5'].map((value) => ({ value })) },
  start: { selected_time: '09:00' },
  end: { selected_time: '17:30' },
  holidays: { selected_option: { value: 'none' } },
  backOn: { selected_date: null },
  language: { selected_option: { value: 'slack' } },
};
type Filled = typeof filled;

describe.each(engines())('on $name, one’s own settings in App Home', (engine) => {
  let t: LoreUnderTest;
  let clock: TestClock;
  let database: FreshDatabase;
  let heard: string[] = [];
  beforeAll(async () => {
    clock = testClock();
    database = await engine.fresh();
    const ear: Feature = {
      name: 'ear',
      title: () => 'Ear',
      copy: defineCopy({ en: {}, de: {} }),
      tables: [],
      events: [
        onEvent('working_time_changed', async ({ channel }, { user }) => {
          heard.push(`${channel.channelId} ${user}`);
        }),
      ],
    };
    t = await startLore([ear], { clock, databaseUrl: database.url });
  });
  afterAll(async () => {
    await t.stop();
    await database.remove();
  });
  beforeEach(async () => {
    // A Tuesday, 11:00 in Berlin; each test begins with what holds until one sets something.
    clock.set(Date.parse('2026-11-24T10:00:00Z'));
    await t.lore.store.settings.save(team, ann, { hours: defaultWorkingHours, backOn: null, locale: null });
    await t.lore.runner.runDue();
    heard = [];
    t.slack.calls.length = 0;
  });

  const drawn = () =>
    JSON.stringify(
      (t.slack.callsOf('views.publish').at(-1)?.args['view'] as { blocks: unknown } | undefined)?.blocks,
    );
  const openHome = async (user = 'UANN'): Promise<string> => {
    await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
    return drawn();
  };
  /** Opens the form and gives what Slack would send back with it. */
  const openForm = async (): Promise<{ readonly text: string; readonly metadata: string }> => {
    await t.press('lore.change_settings', 'null', atHome);
    const view = t.slack.callsOf('views.open').at(-1)?.args['view'] as { private_metadata: string };
    return { text: JSON.stringify(view), metadata: view.private_metadata };
  };
  const submit = async (changed: Partial<Record<keyof Filled, object>>, user = 'UANN') => {
    const { metadata } = await openForm();
    const values = Object.fromEntries(
      Object.entries<object>({ ...filled, ...changed }).map(([name, raw]) => [name, { [name]: raw }]),
    );
    const sent = await t.interact({
      type: 'view_submission',
      user: { id: user, team_id: 'T1' },
      view: {
        id: 'VF',
        type: 'modal',
        callback_id: 'lore.settings',
        private_metadata: metadata,
        state: { values },
      },
    });
    await t.lore.runner.runDue();
    return sent;
  };
  const person = (id = 'UANN') => t.lore.store.directory.person(team, userId(id));

  it('are said in words, with the hours that hold until one chooses others', async () => {
    const home = await openHome();
    expect(home).toContain('When Lore messages you');
    expect(home).toContain('Monday to Friday, 9:00 to 17:30 Berlin time; no public holidays; not away.');
    expect(home).not.toContain('I’m back');
  });

  it('are shown in a form, changed there, and in the words at once', async () => {
    await openHome();
    const { text } = await openForm();
    expect(text).toContain('"initial_time":"17:30"');
    expect(text).toContain('"text":"Germany, Berlin"');
    expect(text.length).toBeLessThan(200_000);
    const sent = await submit({
      days: { selected_options: ['1', '2', '4'].map((value) => ({ value })) },
      start: { selected_time: '07:15' },
      end: { selected_time: '15:00' },
      holidays: { selected_option: { value: 'DE-BE' } },
      backOn: { selected_date: '2026-12-01' },
    });
    expect(sent.body).toBe('');
    expect(drawn()).toContain(
      'Monday, Tuesday and Thursday, 7:15 to 15:00 Berlin time; not on public holidays (Germany, Berlin); away until Tue 1 December, as you set it.',
    );
    expect(await person()).toMatchObject({
      workingHours: { days: [1, 2, 4], start: 435, end: 900, holidays: 'DE-BE' },
      awayUntil: Date.parse('2026-11-30T23:00:00Z'),
      locale: 'en',
    });
    expect((await openForm()).text).toContain('"initial_date":"2026-12-01"');
  });

  it('that cannot be are refused at the input, and nothing is changed', async () => {
    const before = await person();
    const sent = await submit({
      days: { selected_options: [] },
      start: { selected_time: '18:00' },
      holidays: { selected_option: { value: 'XX' } },
      backOn: { selected_date: '2026-11-24' },
      language: { selected_option: { value: 'tlh' } },
    });
    expect(sent.json).toEqual({
      response_action: 'errors',
      errors: {
        days: 'Choose at least one day.',
        end: '“To” must be after “From”, for example 9:00 to 17:30.',
        holidays: 'Choose one from the list.',
        backOn: 'Choose a day after today, or leave this empty if you’re not away.',
        language: 'Choose a language.',
      },
    });
    expect(await person()).toEqual(before);
    expect(heard).toEqual([]);
  });

  it('change the language of everything that is one’s own, whatever Slack says later', async () => {
    await openHome();
    await submit({ language: { selected_option: { value: 'de' } } });
    expect(drawn()).toContain('Wann Lore dir schreibt');
    expect(drawn()).toContain('Montag bis Freitag, 9:00 bis 17:30 Uhr (Zeit in Berlin)');
    await t.event({
      type: 'user_change',
      user: { id: 'UANN', team_id: 'T1', tz: 'Europe/Berlin', locale: 'en-US', profile: {} },
    });
    await t.lore.runner.runDue();
    expect(await person()).toMatchObject({ locale: 'de' });
    expect((await openForm()).text).toContain('Wie in Slack (English)');
  });

  it('end an absence with one press, and only the one that they set themselves', async () => {
    await openHome();
    await submit({ backOn: { selected_date: '2026-12-01' } });
    await t.event({
      type: 'user_change',
      user: {
        id: 'UANN',
        team_id: 'T1',
        tz: 'Europe/Berlin',
        profile: { status_text: 'vacation in Rome', status_expiration: 1_795_780_800 },
      },
    });
    await t.lore.runner.runDue();
    expect(await openHome()).toContain('away until Tue 1 December, as you set it');
    await t.press('lore.i_am_back', 'null', atHome);
    await t.lore.runner.runDue();
    expect(drawn()).toContain('away until Fri 27 November at 13:00 CET, according to your Slack status');
    expect(drawn()).not.toContain('I’m back');
    expect(await person()).toMatchObject({ awayUntil: 1_795_780_800_000 });
    const rows = JSON.stringify([
      await t.lore.store.system.selectFrom('person').selectAll().execute(),
      await t.lore.store.system.selectFrom('inbox').selectAll().execute(),
    ]);
    expect(rows).not.toContain('Rome');
  });

  it('are one’s own: a submission changes nobody but who submits', async () => {
    const before = await person('UBEN');
    await submit({ start: { selected_time: '08:00' } });
    expect(await person('UBEN')).toEqual(before);
    expect(await person()).toMatchObject({ workingHours: { start: 480 } });
  });

  it('are told to the features, in each channel of the person', async () => {
    await submit({ start: { selected_time: '08:00' } });
    expect(heard).toEqual(['CONE UANN']);
  });

  it('stand in one’s own data, each in words', async () => {
    await submit({
      backOn: { selected_date: '2026-12-01' },
      language: { selected_option: { value: 'de' } },
    });
    await t.press('lore.show_data', '{"page":0}', atHome);
    const shown = JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view']);
    const after = (label: string) => shown.split(label)[1]?.slice(0, 120);
    expect(after('Weg bis, wie von dir eingestellt: ')).toContain('1. Dezember 2026');
    expect(after('Sprache, die du gewählt hast: ')).toContain('Deutsch');
  });

  it('show what a limit held back, in words', async () => {
    const waiting = {
      team_id: team,
      post: 'ear.note',
      params: '{}',
      kind: 'person' as const,
      channel_id: null,
      user_id: ann,
      urgency: 'rest' as const,
      under: null,
      owner_id: null,
      ts: null,
      wanted: 1,
      shown: 0,
      attempts: 0,
      claimed_at: null,
      note: null,
      created_at: clock.now(),
      sent_at: null,
    };
    await t.lore.store.system
      .insertInto('delivery')
      .values({ ...waiting, id: 'd1', key: 'k1', state: 'held', due_at: clock.now() + 60 * minute })
      .execute();
    expect(await openHome()).toContain('Held back for quiet');
    expect(await openHome('UBEN')).not.toContain('Held back for quiet');
  });

  it('of an old window are not taken, and the person is told so', async () => {
    const sent = await t.interact({
      type: 'view_submission',
      view: {
        id: 'VF',
        type: 'modal',
        callback_id: 'lore.settings',
        private_metadata: '{}',
        state: { values: {} },
      },
    });
    expect(sent.body).toContain('earlier version of Lore');
  });
});
