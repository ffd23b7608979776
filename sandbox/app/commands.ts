/** Slash commands, as typed by a person. */
import { SLACKBOT } from '../company/slackbot.ts';
import type { Core } from '../core.ts';
import { isJson, parseJson } from '../json.ts';
import { addMessage } from '../state/changes.ts';
import { workspaceOf } from '../state/find.ts';
import type { Conversation, Person } from '../state/world.ts';
import { takeAnswer } from './answers.ts';
import { deliver } from './deliver.ts';
import { channelName, newResponseUrl, newTrigger } from './parts.ts';

/** `@handle` and `#channel` as ids, for commands that ask for it (`should_escape`). */
function escaped(core: Core, text: string): string {
  return text
    .replace(/(^|\s)@([\w.-]+)/g, (whole, before: string, handle: string) => {
      const person = core.world.people.find((each) => each.handle === handle);
      return person ? `${before}<@${person.id}|${handle}>` : whole;
    })
    .replace(/(^|\s)#([\w-]+)/g, (whole, before: string, name: string) => {
      const found = core.world.conversations.find((each) => each.name === name);
      return found ? `${before}<#${found.id}|${found.kind === 'private' ? '' : name}>` : whole;
    });
}

/** Runs what a person typed after `/` in a conversation. Slackbot tells them what went wrong, as in Slack. */
export async function runCommand(
  core: Core,
  person: Person,
  conversation: Conversation,
  typed: string,
  threadTs: string | null,
): Promise<void> {
  const [name = '', ...rest] = typed.trim().split(/\s+/);
  const text = typed.trim().slice(name.length).trim();
  const slackbot = (sentence: string): void =>
    void addMessage(core, {
      channelId: conversation.id,
      userId: SLACKBOT,
      text: sentence,
      ephemeralTo: person.id,
      threadTs,
    });
  const command = core.app.commands.find((each) => each.command === name.toLowerCase());
  const isExternal = person.teamId !== core.install.teamId;
  if (!command || isExternal) {
    slackbot(
      `\`${name}\` is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.`,
    );
    return;
  }
  if (threadTs !== null) {
    slackbot(`\`${name}\` is not supported in threads. Sorry!`);
    return;
  }
  const place = { kind: 'commands', userId: person.id, channelId: conversation.id, messageTs: null } as const;
  const workspace = workspaceOf(core.world, person.teamId);
  const delivered = await deliver(core, {
    what: `slash_command ${command.command}${rest.length > 0 ? ` ${rest[0] ?? ''}` : ''}`,
    encoding: 'form',
    payload: {
      token: 'verification-token-not-used',
      team_id: workspace.id,
      team_domain: workspace.domain,
      channel_id: conversation.id,
      channel_name: channelName(conversation),
      user_id: person.id,
      user_name: person.handle,
      command: command.command,
      text: command.shouldEscape ? escaped(core, text) : text,
      api_app_id: core.app.id,
      is_enterprise_install: 'false',
      response_url: newResponseUrl(core, place),
      trigger_id: newTrigger(core, person, { channelId: conversation.id }),
    },
  });
  const failed = (error: string): void => slackbot(`${name} failed with the error "${error}"`);
  if (delivered.kind === 'timeout') {
    failed('operation_timeout');
    return;
  }
  if (delivered.kind === 'unreachable') {
    failed('dispatch_failed');
    return;
  }
  if (delivered.status !== 200) {
    failed('dispatch_failed');
    return;
  }
  if (delivered.body.trim() === '') return;
  const answer = parseJson(delivered.body);
  const message = isJson(answer) ? answer : { text: delivered.body };
  if (message['response_type'] === 'in_channel')
    addMessage(core, { channelId: conversation.id, userId: person.id, text: typed });
  const refused = takeAnswer(core, message, place);
  if (refused) failed(refused.error);
}
