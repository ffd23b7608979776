/** `lore doctor --live '#channel'`: what Lore expects of Slack is tried where the operator says, and taken away again, whatever happens. */
import { startLoreSandbox, type LoreSandbox } from '../support/lore-sandbox.ts';
import { textAt } from '../../sandbox/json.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { direct } from '../../src/operator/live/checks/direct.ts';
import { files } from '../../src/operator/live/checks/files.ts';
import { mentions } from '../../src/operator/live/checks/mentions.ts';
import { posting } from '../../src/operator/live/checks/posting.ts';
import { homes } from '../../src/operator/live/checks/views.ts';
import { endOf, exitCodeOf, linesOf, markdownOf, type Run } from '../../src/operator/live/report.ts';
import { differences, formsNotTried, tried, type Trying } from '../support/try-live.ts';

let slack: LoreSandbox;
/** A channel that was made for it, in which Mara and Lore are alone. */
let channel: string;
/** All of it, once. */
let whole: Run;
beforeAll(async () => {
  slack = await startLoreSandbox({ usesSocketMode: true, hasHistory: true });
  channel = await makeChannel('lore-live');
  whole = await tried(here(), { channel: '#lore-live' });
});
afterAll(() => slack.sandbox.close());

async function makeChannel(name: string, on = slack): Promise<string> {
  const { sandbox } = on;
  const made = await sandbox.page('channel', { as: 'U0MARA', channelId: '', change: 'create', name });
  const id = textAt(made, 'channelId');
  await sandbox.page('membership', { as: 'U0MARA', channelId: id, change: 'add bot' });
  return id;
}

/** On the sandbox's time, which a wait sets forward. */
const here = (on = slack, over: Partial<Trying> = {}): Trying => {
  const { clock } = on.sandbox.core;
  return { config: on.config, time: { clock, wait: async (ms) => clock.set(clock.now() + ms) }, ...over };
};
const at = (id: string, on = slack): readonly Message[] => on.sandbox.world.messages[id] ?? [];
/** What everybody in a conversation sees of Lore. */
const shown = (id: string, on = slack) => at(id, on).filter(({ ephemeralTo }) => ephemeralTo === null);

describe('an operator tries Slack in a channel of their own', () => {
  it('and the sandbox does everything as documented but what is listed here; nothing is left behind', () => {
    expect(differences(whole)).toEqual({
      'blocks.validate: Slack checks blocks without a message being posted': 'no: unknown_method',
      'update: Lore’s oldest message here can still be changed':
        'not tried: none of its messages here is older than a day',
      // Lore's manifest asks for no files:read.
      'picture: nobody but those in the conversation can open the picture':
        'not tried: Slack doesn’t show it: a scope for it was not granted',
      ...formsNotTried('add --press'),
    });
    expect(whole).toMatchObject({ left: [], before: 0, socketMode: true, isSlack: false });
    expect(exitCodeOf(whole)).toBe(1);
    expect(shown(channel)).toEqual([]);
    expect(shown('D0MARA')).toEqual([]);
    expect(slack.sandbox.world.uploads).toEqual([]);
    // Their Home says how it comes back.
    expect(JSON.stringify(slack.sandbox.world.homes['U0MARA']?.view)).toContain('Open this page again');
  });

  it('and the report names nobody and nothing of this workspace', () => {
    const said = [...whole.results.flatMap(linesOf), markdownOf(whole)].join('\n');
    for (const secret of [channel, 'lore-live', 'U0MARA', 'Mara', 'Lindgrove', 'T0', slack.sandbox.botToken])
      expect(said).not.toContain(secret);
    expect(said).toContain('| yes | message: a message with blocks and a text is posted');
    expect(said).toContain('Lore misses nothing: it doesn’t call it.');
    expect(said).toMatch(/Lore \d+\.\d+\.\d+, Node \d+\.\d+\.\d+, .*@slack\/web-api \d/);
  });
});

describe('whatever happens, nothing stays', () => {
  it('when the operator ends it in the middle', async () => {
    const ended = new AbortController();
    const run = await tried(
      here(slack, {
        ended: ended.signal,
        begins: ({ tries }) => {
          if (tries.startsWith('a message is found')) ended.abort();
        },
      }),
      { channel },
    );
    expect(run.results.filter(({ found }) => found.came === 'the run was ended').length).toBeGreaterThan(30);
    expect(run.left).toEqual([]);
    expect(shown(channel)).toEqual([]);
  });

  it('when a run was killed: the next one finds what it left, in threads and in direct messages too', async () => {
    const posts = ['lore-live-1', 'lore-live-2', 'kept'].map((id) => ({
      metadata: { event_type: 'lore_delivery', event_payload: { id } },
      text: 'A message',
    }));
    const call = async (args: object) => {
      const response = await fetch(`${slack.environment['SLACK_API_URL']}chat.postMessage`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${slack.sandbox.botToken}`,
          'content-type': 'application/json; charset=utf-8',
        },
        body: JSON.stringify(args),
      });
      return ((await response.json()) as { readonly ts: string }).ts;
    };
    const first = await call({ channel, ...posts[0] });
    await call({ channel, ...posts[1], thread_ts: first });
    await call({ channel: 'D0MARA', ...posts[1] });
    await call({ channel, ...posts[2] });
    const run = await tried(here(slack, { list: [] }), { channel });
    expect(run.before).toBe(3);
    expect(shown('D0MARA')).toEqual([]);
    expect(shown(channel).map(({ metadata }) => metadata)).toEqual([posts[2]?.metadata]);
    slack.sandbox.world.messages[channel] = [];
  });

  it('when the answer to a post gets lost: it is found by its mark', async () => {
    slack.sandbox.faults.order('chat.postMessage', { kind: 'reset-after' });
    const run = await tried(here(slack, { list: posting.slice(0, 1) }), { channel });
    expect(run.results[0]?.found).toEqual({ answer: 'no', came: 'no answer that can be read' });
    expect(run.left).toEqual([]);
    expect(shown(channel)).toEqual([]);
  });

  it('but what cannot be found without the scopes for histories, which is said, with exit code 3', async () => {
    const bare = await startLoreSandbox({ usesSocketMode: true });
    try {
      const own = await makeChannel('lore-live', bare);
      const clean = await tried(here(bare, { list: posting.slice(0, 1) }), { channel: own });
      expect(endOf(clean).at(-1)).toBe('Everything that this run made has been taken away.');
      const said = 'What Slack did not say the time of, Lore can’t find';
      // Slack tells no time of the message above a file.
      const file = files.filter(({ tries }) => tries.startsWith('an export'));
      // The answer to the post gets lost.
      for (const list of [file, posting.slice(0, 1)]) {
        if (list !== file) bare.sandbox.faults.order('chat.postMessage', { kind: 'reset-after' });
        const run = await tried(here(bare, { list }), { channel: own });
        const last = endOf(run).at(-1) ?? '';
        expect(last).toContain(said);
        expect(endOf(run).join('\n')).not.toContain('has been taken away');
        expect(exitCodeOf(run)).toBe(3);
      }
      expect(shown(own, bare)).toHaveLength(1);
    } finally {
      await bare.sandbox.close();
    }
  });

  it('but what Slack does not let go, which is said, with exit code 3', async () => {
    slack.sandbox.faults.order('chat.delete', { kind: 'error', error: 'cant_delete_message' }, 2);
    const run = await tried(here(slack, { list: posting.slice(0, 1) }), { channel });
    expect(run.left).toContain('a message (cant_delete_message)');
    expect(exitCodeOf(run)).toBe(3);
    expect(markdownOf(run)).toContain('Could not be taken away: a message (cant_delete_message)');
    slack.sandbox.world.messages[channel] = [];
  });

  it('when the token is revoked meanwhile: the rest is not tried, and what stays is said', async () => {
    slack.sandbox.faults.order('chat.update', { kind: 'error', error: 'token_revoked' });
    const run = await tried(here(), { channel });
    const answers = run.results.map(({ found }) => `${found.answer}: ${found.came}`);
    const last = answers.indexOf('no: token_revoked');
    expect(last).toBeGreaterThan(10);
    expect(new Set(answers.slice(last + 1))).toEqual(
      new Set(['not tried: Slack refuses the token: token_revoked']),
    );
  });

  it('when Slack asks to wait: it waits that long, and says so', async () => {
    slack.sandbox.faults.order('chat.postMessage', { kind: 'status', status: 429, retryAfterSeconds: 7 });
    const before = slack.sandbox.core.clock.now();
    const waited: number[] = [];
    const run = await tried(here(slack, { list: posting.slice(0, 1), waits: (ms) => waited.push(ms) }), {
      channel,
    });
    expect(waited).toEqual([7000]);
    expect(run.waits).toEqual([7000]);
    expect(run.results[0]?.found.answer).toBe('yes');
    expect(slack.sandbox.core.clock.now() - before).toBeGreaterThanOrEqual(7000);
  });
});

/** Why it does not begin; nothing was posted by then. */
async function refused(wanted: Parameters<typeof tried>[1], on = slack, over: Partial<Trying> = {}) {
  const before = JSON.stringify([on.sandbox.world.messages, on.sandbox.world.homes]);
  const why = await tried(here(on, over), wanted).then(
    () => 'it began',
    (error: unknown) => String(error),
  );
  expect(JSON.stringify([on.sandbox.world.messages, on.sandbox.world.homes])).toBe(before);
  return why;
}

const nobody = 'not tried: nobody was named: add --me';

describe('a channel that will not do is refused before anything is posted', () => {
  it('one with people in it, unless they agree: then nothing that could call everybody is tried', async () => {
    const people = slack.sandbox.world.conversations.find(({ id }) => id === 'C0WEBSITE')?.members ?? [];
    expect(await refused({ channel: '#website-relaunch' })).toBe(
      `ConfigError: #website-relaunch has ${people.length - 1} people. They would see about 30 messages come and go within some minutes. Make a channel for this with nobody but you and Lore. Or ask them, and if they agree add --people-agree.`,
    );
    const kept = shown('C0WEBSITE').length;
    const some = here(slack, { list: [...mentions, ...direct] });
    const run = await tried(some, { channel: '#website-relaunch', peopleAgree: true, me: 'U0MARA' });
    expect(Object.values(differences(run))).toContain(
      'not tried: it could notify everybody here: try it in a channel of your own',
    );
    const oldest = posting.filter(({ tries }) => tries.startsWith('Lore’s oldest message'));
    const again = await tried(here(slack, { list: oldest }), {
      channel: '#website-relaunch',
      peopleAgree: true,
    });
    expect(Object.values(differences(again))).toContain(
      'not tried: it is a real message, which Lore may be changing: try it in a channel of your own',
    );
    expect(shown('C0WEBSITE')).toHaveLength(kept);
  });

  it('one that somebody joins meanwhile: what could call them is not tried', async () => {
    const run = await tried(
      here(slack, {
        list: mentions.slice(0, 2),
        begins: ({ tries }) => {
          if (!tries.startsWith('they stay text')) return;
          const members = slack.sandbox.world.conversations.find(({ id }) => id === channel)?.members;
          members?.push('U0PRIYA');
        },
      }),
      { channel },
    );
    expect(run.results.slice(0, 2).map(({ found }) => found.answer)).toEqual(['yes', 'not tried']);
    const members = slack.sandbox.world.conversations.find(({ id }) => id === channel)?.members;
    members?.splice(members.indexOf('U0PRIYA'), 1);
  });

  it('one with people who agree, with nobody named: what one person alone sees is not tried', async () => {
    const some = here(slack, { list: [...direct, ...homes] });
    const run = await tried(some, { channel: '#website-relaunch', peopleAgree: true });
    const each = [...direct, ...homes].map(({ subject, tries }) => [`${subject}: ${tries}`, nobody] as const);
    expect(differences(run)).toEqual({ ...Object.fromEntries(each), ...formsNotTried('add --press') });
  });

  it('one that Slack does not show, one without Lore, one that is archived, one that is shared', async () => {
    expect(await refused({ channel: '#nowhere' })).toBe(
      'ConfigError: Slack shows Lore no channel "nowhere". Is it spelled as in Slack? If it is private, type "/invite @Lore" there first.',
    );
    const gone = await makeChannel('lore-gone');
    await slack.sandbox.page('membership', { as: 'U0MARA', channelId: gone, change: 'remove bot' });
    expect(await refused({ channel: '#lore-gone' })).toContain(
      'Lore is not in #lore-gone. Type "/invite @Lore"',
    );
    const old = await makeChannel('lore-old');
    await slack.sandbox.page('channel', { as: 'U0MARA', channelId: old, change: 'archive' });
    expect(await refused({ channel: old })).toContain('#lore-old is archived. Choose another channel.');
    const both = await makeChannel('lore-both');
    slack.sandbox.shareChannel(both, 'T0HARBOUR01');
    expect(await refused({ channel: '#lore-both' })).toContain(
      '#lore-both is shared with another organisation.',
    );
  });

  it('and a person who is not in it', async () => {
    expect(await refused({ channel, me: 'U0PRIYA' })).toContain(
      '--me needs the user id of somebody who is in #lore-live',
    );
  });

  it('and a token that was revoked is said with what to do', async () => {
    slack.sandbox.faults.order('auth.test', { kind: 'error', error: 'token_revoked' });
    expect(await refused({ channel })).toContain('Slack refused SLACK_BOT_TOKEN (token_revoked).');
  });
});

describe('where one person is in the channel, it is not assumed that this is the operator', () => {
  const list = [...mentions, ...direct, ...homes];
  /** What Mara got of it, also what was taken away again. */
  const heard = () => [shown('D0MARA').length, JSON.stringify(slack.sandbox.world.homes['U0MARA']?.view)];

  it('nobody can be asked: it is refused, with what to type', async () => {
    expect(await refused({ channel: '#lore-live' }, slack, { isMe: null })).toBe(
      'ConfigError: #lore-live has one person, U0MARA. If that is you, add --me U0MARA. If not, make a channel for this with nobody but you and Lore, or ask them, and if they agree add --people-agree.',
    );
  });

  it('the operator is asked with that person’s id, and a no ends it before anything was sent', async () => {
    const asked: string[] = [];
    const isMe = async (person: string, where: string) => {
      asked.push(`${person} in ${where}`);
      return false;
    };
    expect(await refused({ channel: '#lore-live' }, slack, { isMe })).toBe(
      'ConfigError: Nothing was tried. Make a channel for this with nobody but you and Lore. Or ask U0MARA, and if they agree add --people-agree.',
    );
    expect(asked).toEqual(['U0MARA in #lore-live']);
  });

  it('--me says so, and nobody is asked', async () => {
    const run = await tried(here(slack, { list, isMe: null }), { channel, me: 'U0MARA' });
    expect(differences(run)).toEqual(formsNotTried('add --press'));
  });

  it('a stranger who agrees is not written to, and not called: nobody said who they are', async () => {
    slack.sandbox.world.homes['U0MARA'] = undefined as never;
    const before = heard();
    const run = await tried(here(slack, { list, isMe: null }), { channel, peopleAgree: true });
    const whyNot = Object.values(differences(run));
    expect(whyNot).toContain(nobody);
    expect(whyNot).toContain('not tried: it could notify everybody here: try it in a channel of your own');
    for (const { check, found } of run.results)
      if (['direct', 'home'].includes(check.subject)) expect(found.answer).toBe('not tried');
    expect(heard()).toEqual(before);
  });
});

it('forms that nobody can press are in the report, and why: over HTTP, too', async () => {
  const http = await startLoreSandbox({});
  const own = await makeChannel('lore-live', http);
  const run = await tried(here(http, { list: [] }), { channel: own });
  await http.sandbox.close();
  expect(differences(run)).toEqual(
    formsNotTried('over HTTP a press goes to Lore’s own address: start Lore, and type /retro in a channel'),
  );
  expect(markdownOf(run)).toContain('| not tried | form: a press opens a form');
});

describe('without the scopes for the histories of channels', () => {
  it('what is looked up is not tried, nothing stays, and it is said that nobody can look for what was left', async () => {
    const poor = await startLoreSandbox({ usesSocketMode: true });
    const id = await makeChannel('lore-live', poor);
    const exported = files.filter(({ subject }) => subject === 'file');
    const run = await tried(here(poor, { list: [...posting, ...exported] }), { channel: id });
    expect(Object.values(differences(run))).toContain(
      'not tried: the scope for this history was not granted, so Lore asks a person',
    );
    expect(run.before).toBeNull();
    expect(markdownOf(run)).toContain('nobody can look for what an earlier run left behind');
    expect(shown(id, poor)).toEqual([]);
    // That of direct messages is always granted, so the message above a file, whose id Slack does not tell, is found.
    expect(shown('D0MARA', poor)).toEqual([]);
    await poor.sandbox.close();
  });
});
