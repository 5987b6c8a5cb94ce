import { hitsIn, type Rule } from '../rule.ts';

const key = '[\'"`:]([\\w.-]{2,80})';
const reads = [
  new RegExp(`\\b(?:bool|string|number|json)?[vV]ariation(?:Detail)?\\(\\s*${key}`),
  new RegExp(
    `\\b(?:isEnabled|is_enabled|isFeatureEnabled|featureEnabled|feature_enabled\\?|useFlag|useFeature|getFlag|isOn|getBooleanValue)\\(\\s*${key}`,
  ),
  new RegExp(`\\b(?:Flipper|Feature|Unleash)\\.enabled\\?\\(?\\s*${key}`),
];

/** Feature flags that the code newly asks for. */
export const flags: Rule = {
  id: 'flag',
  dimension: 'configuration',
  verb: 'asks for new flags',
  risk: 'they may be set otherwise in production',
  find: (_, lines) => hitsIn(lines, reads),
};
