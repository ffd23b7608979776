/**
 * A feature that exists only to look for leaks. Its listeners do what they are told, authorise nothing themselves but the channel they
 * write in, and show everything they can get: what keeps secrets from a viewer is the scope alone.
 */
import type { KnownBlock } from '@slack/types';
import { defineCopy } from '../../../../src/core/copy.ts';
import { recordsOf } from '../../../../src/core/export.ts';
import type { Feature } from '../../../../src/core/feature.ts';
import type { AudienceId } from '../../../../src/core/ids.ts';
import { menu } from '../../../../src/core/kit/action.ts';
import { actions, section } from '../../../../src/core/kit/blocks.ts';
import { renderModal } from '../../../../src/core/kit/modal.ts';
import {
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  open,
  type Reply,
  say,
} from '../../../../src/core/listener.ts';
import { postId } from '../../../../src/core/post-ref.ts';
import { definePost, type Message, stays } from '../../../../src/core/post.ts';
import type { Scope } from '../../../../src/core/scope.ts';
import { escape } from '../../../../src/core/text.ts';
import { fact, offerFacts, peopleFacts, rowFacts } from './facts.ts';
import * as ids from './ids.ts';
import { choices, offers, pool, secrets } from './tables.ts';

/** @param known grows while the feature is used */
export function probeFeature(known: ids.KnownIds): Feature {
  const look = definePost(postId<{ look: number }>('probe.look'), {
    title: async (read) =>
      [...(await rowFacts(read, known)), ...(await peopleFacts(read, known))].join(' ').slice(0, 2_000),
    build: async (read) => messageOf([...(await rowFacts(read, known)), ...(await peopleFacts(read, known))]),
    over: stays,
  });

  const visibilityOf = async (scope: Scope, reach: ids.Secret['reach']): Promise<AudienceId> => {
    const { kind, channel, people, after } = reach;
    const audience = await scope.audience(
      kind === 'workspace'
        ? { kind, from: channel }
        : kind === 'named'
          ? { kind, from: channel, people }
          : kind === 'conversation'
            ? { kind, channel }
            : { kind, channel, people, ...(after === null ? {} : { channelAfter: after }) },
    );
    known.audiences.add(audience);
    return audience;
  };

  const write = async ({ scope }: Interaction, { row, ...secret }: ids.Secret, token: string) => {
    if ((await scope.channel(secret.reach.channel)) === null) return told('refused');
    const audience = await visibilityOf(scope, secret.reach);
    await scope.insert(
      secrets,
      { id: row, token, touched: 0 },
      {
        audience,
        by: secret.by,
        names: secret.names,
        ...(secret.seal === null ? {} : { embargo: secret.seal }),
      },
    );
    known.rows.add(row);
    return told('audience', audience);
  };

  const choose = async ({ scope }: Interaction, { row, reach, seal: embargo, ...choice }: ids.Choice) => {
    if (reach !== null && (await scope.channel(reach.channel)) === null) return told('refused');
    const audience = reach === null ? undefined : await visibilityOf(scope, reach);
    await scope.upsertOwn(
      choices,
      { id: row, ...choice },
      { ...(audience === undefined ? {} : { audience }), ...(embargo === null ? {} : { embargo }) },
    );
    return told('audience', audience ?? 'none');
  };

  const joinPool = async ({ scope }: Interaction, { reach, seal: embargo, ...row }: ids.PoolRow) => {
    if (reach !== null && (await scope.channel(reach.channel)) === null) return told('refused');
    const audience = reach === null ? undefined : await visibilityOf(scope, reach);
    await scope.upsertOwn(
      pool,
      { ...row, made: 0 },
      { ...(audience === undefined ? {} : { audience }), ...(embargo === null ? {} : { embargo }) },
    );
    return told('audience', audience ?? 'none');
  };

  /** Titles to choose from, as a feature would suggest them while somebody types. */
  const suggest = async ({ scope }: Interaction): Promise<Reply> => {
    const found = await scope
      .from(secrets)
      .select(['it.id', 'it.token'])
      .where('it.token', 'like', 's%')
      .orderBy('it.token')
      .limit(100)
      .execute();
    const entries = found.map(({ id, token }) => ({ text: fact('row', token), value: { row: id } }));
    const blocks = entries.length === 0 ? [] : [actions([menu(ids.pick, 'Which?', entries)])];
    return open(renderModal(ids.pickModal, null, { title: 'Pick', close: 'Close' }, blocks));
  };

  const publish = async (
    { scope }: Interaction,
    { look: n, isShort }: { look: number; isShort: boolean },
  ) => {
    for (const channel of known.channels) {
      await scope.publish(look.ref({ look: n }, { kind: 'channel', channel }));
      if (isShort) continue;
      const standing = look.ref({ look: 0 }, { kind: 'channel', channel });
      await scope.publish(standing);
      await scope.refresh(standing);
      await scope.publish(look.ref({ look: n }, { kind: 'thread', under: standing }));
    }
    if (isShort) return nothing;
    for (const user of known.people)
      await scope.publish(look.ref({ look: n }, { kind: 'person', user, urgency: 'answer' }));
    return nothing;
  };

  return {
    name: 'probe',
    title: () => 'Probe',
    copy: defineCopy({ en: { 'kept.secrets': 'Secrets', 'kept.offers': 'Offers', 'kept.pool': 'Pool' } }),
    tables: [secrets, choices, offers, pool],
    // All that the scope gives, whoever's it is.
    records: [
      recordsOf(secrets, async (_, { view: read }) => [
        ...(await rowFacts(read, known)),
        ...(await offerFacts(read)),
      ]),
    ],
    commands: [
      {
        name: '/probe',
        summary: () => 'Shows all that it can get',
        usage: () => '',
        run: async ({ scope }) =>
          say(messageOf([...(await rowFacts(scope, known)), ...(await peopleFacts(scope, known))])),
      },
    ],
    actions: [
      onAction(ids.writeSecret, (interaction, { secret, token }) => write(interaction, secret, token)),
      onAction(ids.choose, choose),
      onAction(ids.touch, async ({ scope }, { row }) =>
        told('did', String(await scope.update(secrets, row, { touched: 1 }))),
      ),
      onAction(ids.remove, async ({ scope }, { row }) =>
        told('did', String(await scope.delete(secrets, row))),
      ),
      onAction(ids.takeBack, async ({ scope }, { row }) =>
        told('did', String((await scope.deleteOwn(choices, { id: row })) > 0)),
      ),
      onAction(ids.offer, async ({ scope }, { what, isOn }) => {
        await (isOn ? scope.upsertOwn(offers, { what, made: 0 }) : scope.deleteOwn(offers, { what }));
        return nothing;
      }),
      onAction(ids.pool, joinPool),
      onAction(ids.newEmbargo, async ({ scope }) => told('seal', await scope.embargo())),
      onAction(ids.liftedEmbargo, async ({ scope }, { seal: embargo }) => {
        await scope.open(embargo);
        return nothing;
      }),
      onAction(ids.unlink, async ({ scope }, { seal: embargo }) => {
        await scope.anonymize(embargo);
        return nothing;
      }),
      onAction(ids.suggest, suggest),
      onAction(ids.post, publish),
    ],
    views: [
      onSubmit(ids.secretModal, (interaction, { secret }, { token }) => write(interaction, secret, token)),
    ],
    posts: [look],
    homeSection: {
      order: 20,
      build: async (read) =>
        blocksOf([...(await rowFacts(read, known)), ...(await peopleFacts(read, known))]),
    },
  };
}

const told = (...words: readonly string[]): Reply => say(messageOf([fact(...words)]));

function messageOf(facts: readonly string[]): Message {
  return { text: escape(facts.join(' ')), blocks: blocksOf(facts) };
}

/** Few enough blocks and characters for Slack, however much there is to tell. */
function blocksOf(facts: readonly string[]): KnownBlock[] {
  const parts: string[] = [''];
  for (const one of facts) {
    const last = parts.at(-1) ?? '';
    if (last.length + one.length > 2_900) parts.push(one);
    else parts[parts.length - 1] = `${last} ${one}`;
  }
  return parts.filter((part) => part !== '').map((part) => section(escape(part)));
}
