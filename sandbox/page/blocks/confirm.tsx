import type { ConfirmationDialog } from '@slack/types';
import { Dialog } from '../dialog.tsx';
import { Text, plain } from './text.tsx';

/** "Are you sure?", with the words the app gave it. */
export function Confirm({
  confirm,
  answer,
}: {
  confirm: ConfirmationDialog;
  answer: (isSure: boolean) => void;
}) {
  return (
    <Dialog
      title={confirm.title ? plain(confirm.title) : 'Are you sure?'}
      close={() => answer(false)}
      isSmall
    >
      <div class="dialog-body block-text">
        <Text text={confirm.text} />
      </div>
      <footer>
        <button type="button" class="button" onClick={() => answer(false)}>
          {confirm.deny ? plain(confirm.deny) : 'Cancel'}
        </button>
        <button type="button" class={`button ${confirm.style ?? 'primary'}`} onClick={() => answer(true)}>
          {confirm.confirm ? plain(confirm.confirm) : 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
}
