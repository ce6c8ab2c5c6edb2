/**
 * The form of the files in `merchant-dictionary/`, as JSON Schema. `merchant-dictionary/schema.json` is its published copy,
 * held equal by a test, so that an editor completes what people write.
 */
const category = {
  type: 'string',
  minLength: 1,
  description: 'A dotted id of the taxonomy, such as food.grocery.',
};
const direction = {
  enum: ['in', 'out', 'any'],
  description: 'Money into the account, out of it, or either.',
};
const source = { type: 'string', minLength: 3, description: 'Where the facts come from, with its date.' };
const languages = 'en de fr nl es it';

const alias = {
  description:
    'How lines write the merchant: words as they stand, matched from the start of the name, in any case and accents; or an object when one way of writing means more.',
  oneOf: [
    { type: 'string', minLength: 1, maxLength: 80, description: 'The words.' },
    {
      type: 'object',
      additionalProperties: false,
      required: ['text'],
      properties: {
        text: { type: 'string', minLength: 1, maxLength: 80, description: 'The words.' },
        category: {
          ...category,
          description: 'The category of a line written so, such as fuel at a supermarket.',
        },
        whole: {
          type: 'boolean',
          description:
            'Counts only when the whole name is this: for short or everyday words such as NEXT or THREE.',
        },
      },
    },
  ],
};

const entry = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'aliases', 'categories', 'countries'],
  description: 'One merchant.',
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      maxLength: 60,
      description: 'Stable id in kebab-case. Never reused for somebody else: history hangs on it.',
    },
    name: { type: 'string', minLength: 1, maxLength: 80, description: 'The name as people know it.' },
    aliases: {
      type: 'array',
      minItems: 1,
      items: alias,
      description: 'The ways in which bank lines write it.',
    },
    categories: {
      type: 'array',
      items: category,
      uniqueItems: true,
      description:
        'What it sells; the first is the rule, a merchant category code may choose another of them.',
    },
    credit: {
      ...category,
      description: 'The category of money that comes in, such as gig income from a ride platform.',
    },
    countries: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern: '^([A-Z]{2}|world)$' },
      description: 'ISO 3166 codes of the countries where it trades, or world.',
    },
    creditorIds: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', pattern: '^[A-Z]{2}[0-9]{2}[A-Z0-9]{4,31}$' },
      description: 'SEPA creditor ids under which it collects.',
    },
    notes: { type: 'string', description: 'What a reader should know.' },
    source: { ...source, description: 'Where these facts come from, when not from the source of the file.' },
  },
};

const merchantsFile = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'title', 'source', 'entries'],
  description: 'Merchants of one kind.',
  properties: {
    kind: { const: 'merchants', description: 'What this file holds.' },
    title: { type: 'string', minLength: 1, description: 'What these merchants have in common.' },
    source: {
      ...source,
      description: 'Where the facts come from, with its date; an entry may name its own.',
    },
    entries: { type: 'array', items: entry, description: 'The merchants.' },
  },
};

const rule = {
  type: 'object',
  additionalProperties: false,
  required: ['words', 'category', 'direction'],
  description: 'Words that tell a category without a merchant.',
  properties: {
    words: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', minLength: 2, pattern: '^\\*?[^*]+\\*?$' },
      description:
        'Words or phrases anywhere in a line; a star before or behind stands for the rest of a compound word.',
    },
    category,
    direction,
    language: { enum: languages.split(' '), description: 'Language of the words, for readers.' },
    rank: {
      type: 'integer',
      minimum: 1,
      maximum: 9,
      description:
        'Among rules that meet in a line the highest wins; equals that disagree say nothing. 1 when left out.',
    },
    transfer: {
      type: 'boolean',
      description:
        'False when the words mean nothing in a payment between people, as a café does. True when left out.',
    },
  },
};

const keywordsFile = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'title', 'source', 'institution', 'keywords'],
  description: 'Rules on words.',
  properties: {
    kind: { const: 'keywords', description: 'What this file holds.' },
    title: { type: 'string', minLength: 1, description: 'What the rules are for.' },
    source,
    institution: {
      type: 'array',
      items: rule,
      description: 'Events of the bank itself (fees, returns, cash): looked at before any merchant.',
    },
    keywords: { type: 'array', items: rule, description: 'Words that count when no merchant was found.' },
  },
};

const codesFile = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'title', 'source', 'codes'],
  description: 'Merchant category codes of the card schemes.',
  properties: {
    kind: { const: 'codes', description: 'What this file holds.' },
    title: { type: 'string', minLength: 1, description: 'What the codes are.' },
    source,
    codes: {
      type: 'object',
      propertyNames: { pattern: '^[0-9]{4}(-[0-9]{4})?$' },
      additionalProperties: category,
      description:
        'Category by code of four digits, leading zeros kept, or by a range of codes, both ends included.',
    },
  },
};

const mappingFile = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'list', 'title', 'source', 'map'],
  description: "How another list's ids read in our taxonomy. Lines are not matched with it.",
  properties: {
    kind: { const: 'mapping', description: 'What this file holds.' },
    list: {
      type: 'string',
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      description: 'The other list, with its version.',
    },
    title: { type: 'string', minLength: 1, description: 'What the list is.' },
    source,
    map: {
      type: 'object',
      additionalProperties: category,
      description: 'Our category by the id of the other list. An id without a counterpart is left out.',
    },
  },
};

export const DICTIONARY_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://milestream.dev/schemas/merchant-dictionary.json',
  title: 'A file of the merchant dictionary',
  description: 'Merchants, rules on words, merchant category codes, or a mapping; `kind` says which.',
  oneOf: [
    { $ref: '#/definitions/merchantsFile' },
    { $ref: '#/definitions/keywordsFile' },
    { $ref: '#/definitions/codesFile' },
    { $ref: '#/definitions/mappingFile' },
  ],
  definitions: { merchantsFile, keywordsFile, codesFile, mappingFile },
} as const;
