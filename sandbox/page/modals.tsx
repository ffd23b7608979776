import type { ModalView } from '@slack/types';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OpenView } from '../protocol.ts';
import { call, inOrder, submit } from './api.ts';
import { Blocks } from './blocks/blocks.tsx';
import { useSurface } from './blocks/surface.ts';
import { plain } from './blocks/text.tsx';
import { Dialog } from './dialog.tsx';
import { checkInputs, placedElements } from './inputs.ts';
import { useWorkspace } from './workspace.ts';

/** The stack of modals. Those below keep what was typed into them, out of sight. */
export function Modals() {
  const { views } = useWorkspace().state;
  return (
    <>
      {views.map((open, index) =>
        open.view.type === 'modal' ? (
          <Modal open={open} view={open.view} isTop={index === views.length - 1} key={open.id} />
        ) : null,
      )}
    </>
  );
}

const broken = 'We had some trouble connecting. Try again?';

function Modal({ open, view, isTop }: { open: OpenView; view: ModalView; isTop: boolean }) {
  const { state, told } = useWorkspace();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSubmitting, setSubmitting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const where = useMemo(() => ({ kind: 'view' as const, viewId: open.id }), [open.id]);
  const surface = useSurface(view.blocks, where, errors);
  const close = () => void told(inOrder(() => call('close-view', { as: state.me.id, viewId: open.id })));

  useEffect(() => {
    setErrors({});
    setProblem(null);
  }, [open.hash]);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid] input')?.focus();
  }, [errors]);

  const refuse = (found: Readonly<Record<string, string>>) => {
    const known = new Set(placedElements(view.blocks).map(({ blockId }) => blockId));
    setErrors(found);
    setProblem(Object.keys(found).some((blockId) => !known.has(blockId)) ? broken : null);
  };
  const send = async () => {
    const found = checkInputs(view.blocks, surface.inputs);
    refuse(found);
    if (Object.keys(found).length > 0) return;
    setSubmitting(true);
    const answer = await inOrder(() => submit({ as: state.me.id, viewId: open.id, inputs: surface.inputs }));
    setSubmitting(false);
    if (answer.ok) return;
    if ('errors' in answer) refuse(answer.errors);
    else setProblem(answer.message);
  };

  return (
    <Dialog
      title={plain(view.title)}
      subtitle={open.appName}
      close={close}
      isShown={isTop}
      isBusy={isSubmitting || surface.isBusy}
    >
      <form
        ref={form}
        class="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (view.submit && !isSubmitting) void send();
        }}
      >
        <div class="dialog-body">
          {problem !== null && (
            <p class="error" role="alert">
              {problem}
            </p>
          )}
          <Blocks blocks={view.blocks} surface={surface} />
        </div>
        <footer>
          <span class="working" role="status">
            {isSubmitting ? 'Sending…' : surface.isBusy ? 'Working…' : ''}
          </span>
          <button type="button" class="button" onClick={close}>
            {view.close ? plain(view.close) : 'Cancel'}
          </button>
          {view.submit && (
            <button type="submit" class="button primary" aria-disabled={isSubmitting}>
              {plain(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
