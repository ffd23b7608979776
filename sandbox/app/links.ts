/** Links in messages to the app's own domains: it is told of them, and shows what they lead to. */
import type { Core } from '../core.ts';
import { findConversation } from '../state/find.ts';
import { newId } from '../state/ids.ts';
import type { Message, Person } from '../state/world.ts';
import { tellApp } from './events.ts';
import { newTrigger } from './parts.ts';

/** As many as Slack shows previews of. */
const most = 5;

/** The addresses in a message that are the app's, as they stand there. */
export function linksIn(core: Core, text: string): { domain: string; url: string }[] {
  const urls = (text.match(/https?:\/\/[^\s<>|]+/g) ?? []).map((url) =>
    url.replaceAll('&amp;', '&').replace(/[.,;:!?)]+$/, ''),
  );
  return [...new Set(urls)]
    .flatMap((url) => {
      const domain = URL.parse(url)?.hostname ?? '';
      const isOurs = [...core.app.unfurlDomains].some((own) => domain === own || domain.endsWith(`.${own}`));
      return isOurs ? [{ domain, url }] : [];
    })
    .slice(0, most);
}

/** Slack tells it of links in conversations that it is not in, too, and never of those in its own messages. */
export function tellOfLinks(core: Core, message: Message): void {
  const conversation = findConversation(core.world, message.channelId);
  const links = linksIn(core, message.text);
  if (!conversation || links.length === 0 || message.userId === core.install.botUserId) return;
  const { botUserId } = core.install;
  tellApp(core, {
    scope: 'links:read',
    event: {
      type: 'link_shared',
      channel: message.channelId,
      is_bot_user_member: conversation.members.includes(botUserId),
      user: message.userId,
      message_ts: message.ts,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      unfurl_id: `${message.channelId}.${newId(core.world, '')}`,
      source: 'conversations_history',
      links,
    },
  });
}

/** Slack asks for a preview while a person still writes, without saying where. @returns whether there is one to ask for */
export function tellOfDraft(core: Core, person: Person, text: string): boolean {
  const links = linksIn(core, text);
  if (links.length === 0 || !core.app.events.has('link_shared')) return false;
  const id = `COMPOSER.${newId(core.world, '')}`;
  (core.world.drafts ??= []).push({ id, userId: person.id, urls: links.map(({ url }) => url), previews: [] });
  tellApp(core, {
    scope: 'links:read',
    event: {
      type: 'link_shared',
      channel: 'COMPOSER',
      is_bot_user_member: true,
      user: person.id,
      message_ts: id,
      unfurl_id: id,
      source: 'composer',
      links,
    },
  });
  return true;
}

/** A person opens the preview of a link beside the conversation. Only a Work Object can be opened. @returns whether it is one */
export function openLink(core: Core, person: Person, message: Message, url: string): boolean {
  const entity = message.previews?.find((each) => each.url === url)?.entity;
  if (entity == null) return false;
  const trigger = newTrigger(core, person, { channelId: message.channelId });
  (core.world.details ??= {})[person.id] = { trigger, url, shown: null };
  tellApp(core, {
    event: {
      type: 'entity_details_requested',
      user: person.id,
      external_ref: entity['external_ref'],
      entity_url: entity['url'],
      link: { url, domain: URL.parse(url)?.hostname ?? '' },
      app_unfurl_url: url,
      trigger_id: trigger,
      user_locale: person.locale,
      channel: message.channelId,
      message_ts: message.ts,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
  });
  return true;
}
