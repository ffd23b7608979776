/** Listeners for Lore's own screens, like a practice's `onAction` and `onSubmit`. */
import type { Action } from '#core/kit/action.ts';
import type { Modal, Read } from '#core/kit/modal.ts';
import type { Reply, SystemAction, SystemInteraction, SystemView } from '#core/listener.ts';

/** Listens to a button. */
export function onSystemAction<Value>(
  action: Action<Value>,
  run: (interaction: SystemInteraction, value: Value) => Promise<Reply>,
): SystemAction {
  // The adapter decodes with this very action before it calls, so the value has its type.
  return { action, ownTransactions: true, run: (interaction, value) => run(interaction, value as Value) };
}

/** Listens to a form. A second press may run it again, so `submit` must be repeatable. @param change as for `onSubmit`; it writes nothing */
export function onSystemSubmit<Metadata, F extends Modal<Metadata>['fields']>(
  modal: Modal<Metadata, F>,
  submit: (interaction: SystemInteraction, metadata: Metadata, fields: Read<F>) => Promise<Reply>,
  change?: typeof submit,
): SystemView {
  const typed =
    (run: typeof submit): SystemView['submit'] =>
    (interaction, metadata, fields) =>
      run(interaction, metadata as Metadata, fields as Read<F>);
  return {
    modal,
    ownTransactions: true,
    submit: typed(submit),
    ...(change === undefined ? {} : { change: typed(change) }),
  };
}
