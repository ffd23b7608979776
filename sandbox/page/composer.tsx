import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { call } from './api.ts';
import { Glyph } from './glyph.tsx';
import { Menu } from './menu.tsx';
import { commandOf, suggestCommands, suggestPeople, writeMention } from './suggest.ts';
import { Suggestions } from './suggestions.tsx';
import { useWorkspace } from './workspace.ts';
import { cityOf } from './zone.ts';

interface ComposerProps {
  readonly name: 'Message' | 'Reply';
  readonly channelId: string;
  readonly placeholder: string;
  readonly threadTs?: string;
  readonly onSend: () => void;
}

/** What was begun and not sent, by conversation and thread, for the life of the tab. */
const drafts = new Map<string, string>();
/** Something else on the page asks that this be written into the composer. */
export const draftEvent = 'lore-draft';

/** Takes the focus to where one writes in the conversation, when one may write there. */
export function focusComposer(): void {
  document.querySelector<HTMLElement>('.main .composer textarea')?.focus();
}

/** Where one writes. Commands are suggested, and after `@` people; Enter sends, Shift+Enter begins a line. */
export function Composer({ name, channelId, placeholder, threadTs, onSend }: ComposerProps) {
  const { state, told } = useWorkspace();
  const key = `${channelId}/${threadTs ?? ''}`;
  const [text, setText] = useState(drafts.get(key) ?? '');
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  /** Where the caret goes when a mention has been written out. */
  const caretAfter = useRef<number | null>(null);
  const [mentions, setMentions] = useState<readonly string[]>([]);
  const commands = isClosed ? [] : suggestCommands(text, state.commands);
  const people = isClosed ? [] : suggestPeople(text, caret, state.people);
  const suggestions =
    commands.length > 0
      ? commands.map(({ command, usageHint, description }) => ({
          title: command,
          more: usageHint,
          description,
        }))
      : people.map(({ name: title, title: more, tz }) => ({ title, more, description: cityOf(tz) }));
  const known = commandOf(text, state.commands);

  const write = (value: string) => {
    drafts.set(key, value);
    setText(value);
    setChosen(0);
    setClosed(false);
  };
  useLayoutEffect(() => {
    if (caretAfter.current === null) return;
    field.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  }, [text]);
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
    const command = commands[index];
    const person = people[index];
    if (command) write(`${command.command} `);
    else if (person) {
      const written = writeMention(text, caret, person.name);
      write(written.text);
      setCaret(written.caret);
      caretAfter.current = written.caret;
      setMentions([...new Set([...mentions, person.id])]);
    }
    field.current?.focus();
  };
  const send = async () => {
    const said = text.trim();
    if (said === '') return;
    write('');
    setMentions([]);
    onSend();
    const thread = threadTs === undefined ? {} : { threadTs };
    const body = { as: state.me.id, channelId, text: said, mentions, ...thread };
    const answer = await told(call('say', body));
    // What could not be sent comes back, unless one has begun something else in the meantime.
    if (answer.ok || (drafts.get(key) ?? '') !== '') return;
    write(said);
    setMentions(mentions);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (suggestions.length > 0) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) setChosen((chosen + step + suggestions.length) % suggestions.length);
      else if (event.key === 'Escape') setClosed(true);
      else if (event.key === 'Tab' && !event.shiftKey) accept(chosen);
      else if (event.key === 'Enter' && !event.shiftKey && (known === null || people.length > 0))
        accept(chosen);
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
        <Suggestions
          id={listId}
          name={commands.length > 0 ? 'Commands' : 'People'}
          items={suggestions}
          chosen={chosen}
          accept={accept}
        />
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
          onInput={({ currentTarget }) => {
            setCaret(currentTarget.selectionStart);
            write(currentTarget.value);
          }}
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
          ? `${suggestions.length} ${suggestions.length === 1 ? 'suggestion' : 'suggestions'}`
          : ''}
      </p>
    </div>
  );
}
