/** Global and message shortcuts. */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import type { ShortcutBody } from '../protocol.ts';
import { canSee, findConversation, findMessage } from '../state/find.ts';
import { toTs } from '../state/ids.ts';
import type { Person } from '../state/world.ts';
import { messageJson } from '../web-api/shapes.ts';
import { deliver } from './deliver.ts';
import { actor, channelName, newResponseUrl, newTrigger, TROUBLE } from './parts.ts';

/** Runs a shortcut; gives a sentence when that was not possible. */
export async function runShortcut(
  core: Core,
  person: Person,
  body: ShortcutBody,
): Promise<string | undefined> {
  const shortcut = core.app.shortcuts.find((each) => each.callbackId === body.callbackId);
  if (!shortcut || person.teamId !== core.install.teamId) return 'You can’t use this shortcut here.';
  const payload: Json = {
    type: shortcut.type === 'message' ? 'message_action' : 'shortcut',
    ...actor(core, person),
    callback_id: shortcut.callbackId,
    action_ts: toTs(core.clock.now() * 1000),
  };
  if (shortcut.type === 'message') {
    const about = body.message;
    const message = about && findMessage(core.world, about.channelId, about.ts);
    const conversation = about && findConversation(core.world, about.channelId);
    if (!message || !conversation || message.ephemeralTo !== null || !canSee(core.world, person.id, message))
      return 'This message no longer exists.';
    Object.assign(payload, {
      trigger_id: newTrigger(core, person, { channelId: conversation.id }),
      response_url: newResponseUrl(core, {
        kind: 'app',
        userId: person.id,
        channelId: conversation.id,
        messageTs: message.ts,
      }),
      channel: { id: conversation.id, name: channelName(conversation) },
      message_ts: message.ts,
      message: messageJson(core, message),
      user: { id: person.id, name: person.handle, team_id: person.teamId },
    });
    // Slack's sample of a message shortcut names no app.
    delete payload['api_app_id'];
  } else payload['trigger_id'] = newTrigger(core, person);
  const delivered = await deliver(core, {
    what: `${shortcut.type === 'message' ? 'message_action' : 'shortcut'} ${shortcut.callbackId}`,
    encoding: 'payload',
    payload,
  });
  return delivered.kind === 'answer' && delivered.status === 200 ? undefined : TROUBLE;
}
