import type { Feature } from '#core/feature.ts';

/** The practices in which people do something that counts; none is known here. */
export type Practices = () => readonly Pick<Feature, 'name' | 'acts' | 'named' | 'climate' | 'development'>[];
