/** Answers that need no database: those to what anyone may type are made once, and nothing else that people typed is kept. */
import { defineCopy } from '../../../src/core/copy.ts';
import { systemCommand, type Feature, type SystemFeature } from '../../../src/core/feature.ts';
import { teamId, userId } from '../../../src/core/ids.ts';
import { messageOf } from '../../../src/core/kit/message.ts';
import { nothing } from '../../../src/core/listener.ts';
import type { Reader } from '../../../src/core/people.ts';
import { escape } from '../../../src/core/text.ts';
import { sayInWords } from '../../../src/slack/requests/in-words.ts';
import { register } from '../../../src/slack/requests/registry.ts';
import { readRequest } from '../../../src/slack/requests/slack-request.ts';

function asking() {
  const made: string[] = [];
  const echo = ({ locale }: Reader, text: string) => {
    made.push(`${locale} ${text}`);
    return messageOf(escape(`you typed ${text}`));
  };
  const command = { summary: () => '', usage: () => '', inWords: echo, run: async () => nothing };
  const feature: Feature = {
    ...{ name: 'words', title: () => '', copy: defineCopy({ en: {}, de: {} }), tables: [] },
    commands: ['/one', '/two'].map((name) => ({ name, ...command })),
  };
  const system: SystemFeature = {
    name: 'lore',
    commands: [{ name: systemCommand, ownTransactions: true, run: async () => nothing }],
  };
  const registry = register([feature], [system]);
  const reader = { locale: 'en', tz: 'UTC', readsAs: 'member', isOurs: true } as const;
  const say = sayInWords({
    remembered: {
      reader: async (_team, user) => ({ ...reader, locale: user === userId('UDE') ? 'de' : 'en' }),
      offFor: async () => new Set(),
      installation: async () => null,
      knownSince: async () => null,
    },
  });
  const ask = async (name: string, text: string, user = 'U1') => {
    const body = {
      command: name,
      text,
      user_id: user,
      channel_id: 'C1',
      channel_name: 'one',
      trigger_id: 't',
    };
    const request = readRequest({ kind: 'command', body } as never, registry, () => undefined);
    return (await say(teamId('T1'), { ...request, user: userId(user) }))?.message.text;
  };
  return { ask, made };
}

it('help is made once for all who read the same', async () => {
  const { ask, made } = asking();
  for (const user of ['U1', 'U2', 'UDE', 'UDE'])
    expect(await ask('/one', 'help', user)).toBe('you typed help');
  expect(made).toEqual(['en help', 'de help']);
  await ask('/two', 'help');
  await ask('/one', '');
  await ask('/lore', 'one help');
  expect(made).toEqual(['en help', 'de help', 'en help', 'en ']);
});

it('anything else that somebody typed is answered and not kept, so that nothing is left of it once they are erased', async () => {
  const { ask, made } = asking();
  for (let times = 0; times < 2; times += 1) {
    expect(await ask('/one', 'Ann is ill')).toBe('you typed Ann is ill');
    expect(await ask('/one', 'help Ann')).toBe('you typed help Ann');
  }
  expect(made).toEqual(['en Ann is ill', 'en help Ann', 'en Ann is ill', 'en help Ann']);
});
