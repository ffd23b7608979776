/** Views: modals and the Home tab. */
import { isJson, listAt, type Json } from '../json.ts';
import { checkBlocks } from './blocks.ts';
import { boolean, byType, object, problem, string, toMessages, type Context } from './check.ts';
import { plain } from './composition.ts';
import { LIMITS } from './limits.ts';

const shared = {
  private_metadata: string(LIMITS.privateMetadata, 0),
  callback_id: string(LIMITS.callbackId, 0),
  external_id: string(LIMITS.externalId, 0),
};

const modal = object({
  required: { title: plain(LIMITS.viewTitle), blocks: checkBlocks('modal') },
  optional: {
    ...shared,
    submit: plain(LIMITS.viewButton),
    close: plain(LIMITS.viewButton),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
  also: (value, at, context) => {
    if (!value['submit'] && listAt(value, 'blocks').some((block) => block['type'] === 'input'))
      problem(context, at, 'missing required field: submit (the view has input blocks)');
  },
});
const home = object({ required: { blocks: checkBlocks('home') }, optional: shared });

export type CheckedView =
  | { readonly ok: true; readonly view: Json }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };

/** Checks a view for the place it is meant for: `ok`, or Slack's error with its messages. */
export function checkView(value: unknown, kind: 'modal' | 'home'): CheckedView {
  const refuse = (error: string, messages: readonly string[]): CheckedView => ({
    ok: false,
    error,
    messages,
  });
  if (!isJson(value)) return refuse('invalid_arguments', ['[ERROR] missing required field: view']);
  if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.viewBytes)
    return refuse('view_too_large', [`[ERROR] the view is larger than ${LIMITS.viewBytes} bytes`]);
  const context: Context = { surface: kind, problems: [] };
  byType(kind === 'modal' ? { modal } : { home })(value, '/view', context);
  if (context.problems.length > 0) return refuse('invalid_arguments', toMessages(context.problems));
  return { ok: true, view: value };
}
