/** A command that takes mentions is told whom they name; every other command reads names as letters. */
import { defineCopy } from '../../../src/core/copy.ts';
import { systemCommand, type SystemFeature } from '../../../src/core/feature.ts';
import type { Feature } from '../../../src/core/feature.ts';
import { nothing } from '../../../src/core/listener.ts';
import { manifest } from '../../../src/slack/manifest/manifest.ts';
import { register } from '../../../src/slack/requests/registry.ts';
import { readRequest } from '../../../src/slack/requests/slack-request.ts';

/** @returns what the two commands heard when this was typed */
async function heard(command: string, text: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const one = (name: string, more: { readonly takesMentions?: true }) => ({
    ...{ name, summary: () => '', usage: () => '', ...more },
    run: async (_: unknown, typed: string) => {
      texts.push(`${name}: ${typed}`);
      return nothing;
    },
  });
  const { registry } = made([one('/thank', { takesMentions: true }), one('/write', {})]);
  const body = { command, text, user_id: 'U1', channel_id: 'C1', channel_name: 'one', trigger_id: 't' };
  const { meaning } = readRequest({ kind: 'command', body } as never, registry, () => undefined);
  if (meaning.kind === 'run') await meaning.run(null as never);
  return texts;
}

function made(commands: NonNullable<Feature['commands']>) {
  const feature: Feature = {
    ...{ name: 'typed', title: () => '', copy: defineCopy({ en: {}, de: {} }), tables: [] },
    commands,
  };
  const system: SystemFeature = {
    name: 'lore',
    commands: [{ name: systemCommand, ownTransactions: true, run: async () => nothing }],
  };
  return { feature, registry: register([feature], [system]) };
}

it.each([
  ['/thank', '<@U2|ben> for &lt;b&gt; &amp; more', '/thank: <@U2|ben> for &lt;b&gt; &amp; more'],
  ['/lore', 'thank <@U2|ben> for it', '/thank: <@U2|ben> for it'],
  ['/write', 'to @ben about &lt;b&gt; &amp; more', '/write: to @ben about <b> & more'],
  ['/lore', 'write to <@U2|ben> in <#C2|two> about &lt;b&gt;', '/write: to @ben in #two about <b>'],
])('%s %s is heard as %s', async (command, text, expected) => {
  expect(await heard(command, text)).toEqual([expected]);
});

it('Slack is asked for mentions where a command takes them, and after /lore, which leads there', () => {
  const plain = { name: '/write', summary: () => '', usage: () => '', run: async () => nothing };
  const asked = (...commands: NonNullable<Feature['commands']>) =>
    manifest([made(commands).feature], null).features.slash_commands.flatMap((command) =>
      'should_escape' in command ? [command.command] : [],
    );
  expect(asked(plain, { ...plain, name: '/thank', takesMentions: true })).toEqual(['/lore', '/thank']);
  expect(asked(plain)).toEqual([]);
});
