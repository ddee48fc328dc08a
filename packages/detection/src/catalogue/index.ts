// The shipped rules, read and checked when they are loaded: a faulty file stops the product, not a night's run.
import { toRule } from '../check.ts'
import type { Rule } from '../rule.ts'
import he7 from './HE7.json' with { type: 'json' }
import he8 from './HE8.json' with { type: 'json' }
import ho1 from './HO1.json' with { type: 'json' }
import ho2 from './HO2.json' with { type: 'json' }
import ho3 from './HO3.json' with { type: 'json' }

export const catalogue: readonly Rule[] = [he7, he8, ho1, ho2, ho3].map(toRule)
