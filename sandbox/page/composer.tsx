import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { call } from './api.ts';
import { Glyph } from './glyph.tsx';
import { Menu } from './menu.tsx';
import { commandOf, suggestCommands } from './suggest.ts';
import { useWorkspace } from './workspace.ts';

interface ComposerProps {
  readonly name: 'Message' | 'Reply';
  readonly channelId: string;
  readonly placeholder: string;
  readonly threadTs?: string;
}

/** What was begun and not sent, by conversation and thread, for the life of the tab. */
const drafts = new Map<string, string>();
/** Something else on the page asks that this be written into the composer. */
export const draftEvent = 'lore-draft';

/** Takes the focus to where one writes in the conversation, when one may write there. */
export function focusComposer(): void {
  document.querySelector<HTMLElement>('.main .composer textarea')?.focus();
}

/** Where one writes. Commands are suggested; Enter sends, Shift+Enter begins a line. */
export function Composer({ name, channelId, placeholder, threadTs }: ComposerProps) {
  const { state, told } = useWorkspace();
  const key = `${channelId}/${threadTs ?? ''}`;
  const [text, setText] = useState(drafts.get(key) ?? '');
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const suggestions = isClosed ? [] : suggestCommands(text, state.commands);
  const known = commandOf(text, state.commands);

  const write = (value: string) => {
    drafts.set(key, value);
    setText(value);
    setChosen(0);
    setClosed(false);
  };
  useEffect(() => {
    field.current?.focus();
    if (name === 'Reply') return;
    const onDraft = (event: Event) => {
      write((event as CustomEvent<string>).detail);
      field.current?.focus();
    };
    addEventListener(draftEvent, onDraft);
    return () => removeEventListener(draftEvent, onDraft);
  }, []);

  const accept = (index: number) => {
    const command = suggestions[index];
    if (command) write(`${command.command} `);
    field.current?.focus();
  };
  const send = async () => {
    const said = text.trim();
    if (said === '') return;
    write('');
    const body = { as: state.me.id, channelId, text: said, ...(threadTs === undefined ? {} : { threadTs }) };
    const answer = await told(call('say', body));
    // What could not be sent comes back, unless one has begun something else meanwhile.
    if (!answer.ok && (drafts.get(key) ?? '') === '') write(said);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (suggestions.length > 0) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) setChosen((chosen + step + suggestions.length) % suggestions.length);
      else if (event.key === 'Escape') setClosed(true);
      else if (event.key === 'Tab' && !event.shiftKey) accept(chosen);
      else if (event.key === 'Enter' && !event.shiftKey && known === null) accept(chosen);
      else if (event.key !== 'Enter' || event.shiftKey) return;
      else void send();
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  const shortcuts = state.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ name: title, description, callbackId }) => ({
      text: title,
      description,
      run: () => void told(call('shortcut', { as: state.me.id, callbackId })),
    }));
  const isSuggesting = suggestions.length > 0;
  return (
    <div class="composer">
      {isSuggesting && (
        <ul class="suggestions" role="listbox" id={listId} aria-label="Commands">
          {suggestions.map((command, index) => (
            <li
              role="option"
              id={`${listId}-${index}`}
              aria-selected={index === chosen}
              key={command.command}
              onMouseDown={(event) => {
                event.preventDefault();
                accept(index);
              }}
            >
              <strong>{command.command}</strong> {command.usageHint}
              <small>{command.description}</small>
            </li>
          ))}
        </ul>
      )}
      {!isSuggesting && known && text.length > known.command.length && (
        <p class="usage">
          <strong>{known.command}</strong> {known.usageHint} <small>{known.description}</small>
        </p>
      )}
      <div class="composer-row">
        <textarea
          ref={field}
          aria-label={name}
          placeholder={placeholder}
          rows={Math.min(8, text.split('\n').length)}
          value={text}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={isSuggesting ? listId : undefined}
          aria-activedescendant={isSuggesting ? `${listId}-${chosen}` : undefined}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setClosed(true)}
        />
        {name === 'Message' && shortcuts.length > 0 && (
          <Menu name="Shortcuts" items={shortcuts}>
            <Glyph name="bolt" />
          </Menu>
        )}
        <button
          type="button"
          class="send"
          aria-label={name === 'Message' ? 'Send' : 'Send reply'}
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >
          <Glyph name="send" />
        </button>
      </div>
      <p class="sr-only" role="status">
        {isSuggesting
          ? `${suggestions.length} ${suggestions.length === 1 ? 'command' : 'commands'} suggested`
          : ''}
      </p>
    </div>
  );
}
