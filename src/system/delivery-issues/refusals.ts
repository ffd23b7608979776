/** Turns the code of a refused post into a sentence. A code itself is never shown. */
import type { TranslatorOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { DeliveryIssuesKey, DeliveryIssuesSentences } from '#locales/delivery-issues.ts';

type Why = Extract<DeliveryIssuesKey, `why.${string}`>;

/** Slack's codes (`chat.postMessage`, `conversations.open`), and Lore's own. */
const codes: Readonly<Record<Why, readonly string[]>> = {
  'why.notInChannel': ['not_in_channel'],
  'why.noChannel': ['channel_not_found'],
  'why.archived': ['is_archived'],
  'why.notActive': [
    'account_inactive',
    'app_not_installed',
    'invalid_auth',
    'not_authed',
    'token_expired',
    'token_revoked',
  ],
  'why.notAllowed': [
    'access_denied',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
    'team_access_not_granted',
  ],
  'why.noFiles': [
    'file_not_allowed',
    'file_upload_size_restricted',
    'file_uploads_disabled',
    'file_uploads_except_images_disabled',
    'storage_limit_reached',
  ],
  'why.restricted': [
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
  ],
  'why.policy': [
    'as_user_not_supported',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'external_channel_migrating',
    'org_login_required',
    'team_added_to_org',
    'two_factor_setup_required',
  ],
  'why.noPerson': ['cannot_dm_bot', 'user_disabled', 'user_not_found', 'user_not_visible'],
  'why.noMessages': ['messages_tab_disabled'],
  'why.noThread': [
    'cannot_reply_to_message',
    'message_not_found',
    'restricted_action_thread_locked',
    'thread_not_found',
  ],
  'why.tooLong': ['msg_blocks_too_long', 'msg_too_long', 'too_long', 'too_many_attachments'],
  'why.ours': [
    'invalid_arguments',
    'invalid_blocks',
    'invalid_blocks_format',
    'metadata_too_large',
    'no_destination',
    'no_params',
    'no_such_post',
    'no_text',
  ],
  'why.unknown': [],
};

const whyOf: ReadonlyMap<string, Why> = new Map(
  (Object.keys(codes) as Why[]).flatMap((why) => codes[why].map((code): [string, Why] => [code, why])),
);

/** The reference of an internal error: `error abc123` and the like. */
const thrown = /^error (.+)$/;

/**
 * Why a post was refused, and what to do.
 * @param note Slack's code or ours, or `error` with a reference
 * @param id of the delivery: the operator finds the code under it in the log if no sentence covers it
 */
export function whyRefused(
  t: TranslatorOf<DeliveryIssuesSentences>,
  note: string | null,
  id: string,
): Mrkdwn {
  const reference = thrown.exec(note ?? '')?.[1];
  if (reference !== undefined) return t.mrkdwn('why.ours', { reference });
  return t.mrkdwn(whyOf.get(note ?? '') ?? 'why.unknown', { reference: id });
}
