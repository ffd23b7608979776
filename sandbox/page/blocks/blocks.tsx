import type {
  AnyBlock,
  CardBlock,
  CarouselBlock,
  ContextBlock,
  ImageBlock,
  KnownBlock,
  SectionBlock,
} from '@slack/types';
import { useId } from 'preact/hooks';
import { type BlockElement, actionIdOf, blockIdOf } from '../inputs.ts';
import { plainOf } from '../mrkdwn.ts';
import { Element } from './element.tsx';
import { InputView } from './input.tsx';
import { RichText } from './rich-text.tsx';
import type { Place, Surface } from './surface.ts';
import { Text, plain } from './text.tsx';
import { Unsupported } from './unsupported.tsx';

/** The blocks of a surface, top to bottom. */
export function Blocks({ blocks, surface }: { blocks: readonly AnyBlock[]; surface: Surface }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => {
        const blockId = blockIdOf(block, index);
        // A message that is redrawn gets new ids; a button that is being pressed and a menu that is open must stay, or the press is lost.
        const isPressed =
          block.type === 'actions' ||
          block.type === 'card' ||
          block.type === 'carousel' ||
          (block.type === 'section' && 'accessory' in block);
        const key = isPressed ? `${block.type} ${index}` : blockId;
        return <BlockView block={block as KnownBlock} blockId={blockId} surface={surface} key={key} />;
      })}
    </div>
  );
}

function BlockView(props: { block: KnownBlock; blockId: string; surface: Surface }) {
  const { block, blockId, surface } = props;
  switch (block.type) {
    case 'header':
      return <h3 class="block block-header">{plain(block.text)}</h3>;
    case 'divider':
      return <hr />;
    case 'section':
      return <Section block={block} blockId={blockId} surface={surface} />;
    case 'context':
      return <Context block={block} />;
    case 'actions':
      return (
        <div class="block block-actions">
          {block.elements.map((element) => (
            <Loose element={element} blockId={blockId} surface={surface} name="" key={actionIdOf(element)} />
          ))}
        </div>
      );
    case 'input':
      return <InputView block={block} blockId={blockId} surface={surface} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'image':
      return <Picture block={block} />;
    case 'card':
      return <Card block={block} blockId={blockId} surface={surface} />;
    case 'carousel':
      return <Carousel block={block} surface={surface} />;
    default:
      return <Unsupported type={(block as { type: string }).type} />;
  }
}

function Section({ block, blockId, surface }: { block: SectionBlock; blockId: string; surface: Surface }) {
  const name = block.text ? (block.text.type === 'mrkdwn' ? plainOf(block.text.text) : block.text.text) : '';
  return (
    <div class="block block-section">
      <div class="section-text block-text">
        {block.text && <Text text={block.text} />}
        {block.fields && (
          <div class="fields">
            {block.fields.map((field, index) => (
              <div key={index}>
                <Text text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div class="accessory">
          <Loose element={block.accessory} blockId={blockId} surface={surface} name={name} />
        </div>
      )}
    </div>
  );
}

/** Cards side by side; those that have no room are scrolled to. */
function Carousel({ block, surface }: { block: CarouselBlock; surface: Surface }) {
  return (
    <ul class="block block-carousel" aria-label="Cards" tabIndex={0}>
      {block.elements.map((card, index) => (
        <li key={index}>
          <Card block={card} blockId={blockIdOf(card, index)} surface={surface} />
        </li>
      ))}
    </ul>
  );
}

function Card({ block, blockId, surface }: { block: CardBlock; blockId: string; surface: Surface }) {
  const picture = block.hero_image;
  return (
    <div class="block block-card">
      {picture && 'image_url' in picture && <img src={picture.image_url} alt={picture.alt_text} />}
      {block.title && (
        <div class="card-title">
          <Text text={block.title} />
        </div>
      )}
      {block.subtitle && (
        <div class="card-subtitle">
          <Text text={block.subtitle} />
        </div>
      )}
      {block.body && (
        <div class="block-text">
          <Text text={block.body} />
        </div>
      )}
      {block.actions && (
        <div class="block-actions">
          {block.actions.map((element) => (
            <Loose element={element} blockId={blockId} surface={surface} name="" key={actionIdOf(element)} />
          ))}
        </div>
      )}
    </div>
  );
}

/** An element outside of an input block: it has no visible label, and every change is told to the app. */
function Loose(props: { element: BlockElement; blockId: string; surface: Surface; name: string }) {
  const placeholder = 'placeholder' in props.element ? props.element.placeholder.text : undefined;
  const place: Place = {
    surface: props.surface,
    blockId: props.blockId,
    actionId: actionIdOf(props.element),
    controlId: useId(),
    name: placeholder ?? (props.name || 'Choose'),
    describedBy: undefined,
    isInvalid: false,
    isRequired: false,
    isLabelled: false,
    dispatches: true,
  };
  return <Element element={props.element} place={place} />;
}

function Context({ block }: { block: ContextBlock }) {
  return (
    <div class="block block-context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <img src={'image_url' in element ? element.image_url : ''} alt={element.alt_text} key={index} />
        ) : (
          <div key={index}>
            <Text text={element} />
          </div>
        ),
      )}
    </div>
  );
}

function Picture({ block }: { block: ImageBlock }) {
  return (
    <figure class="block block-image">
      {block.title && <figcaption>{plain(block.title)}</figcaption>}
      {'image_url' in block ? (
        <img src={block.image_url} alt={block.alt_text} />
      ) : (
        <p class="edited">This image can’t be shown here: {block.alt_text}</p>
      )}
    </figure>
  );
}
