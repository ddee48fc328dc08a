// The language of an answer: Danish, unless the caller prefers English.
import type { Language } from '@roedtraad/domain'
import type { FastifyRequest } from 'fastify'

/** The first of da and en in Accept-Language, by its order and weights; Danish without either. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const wanted = (request.headers['accept-language'] ?? '').slice(0, 200).split(',').map(toPreference)
  const best = wanted.filter((one) => one.language === 'da' || one.language === 'en').sort((a, b) => b.weight - a.weight)[0]
  return best?.language === 'en' && best.weight > 0 ? 'en' : 'da'
}

function toPreference(part: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = part.trim().split(';')
  const weight = parameters.map((parameter) => /^\s*q=([01](\.\d{0,3})?)\s*$/.exec(parameter)?.[1]).find((found) => found !== undefined)
  return { language: tag.toLowerCase().split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }
}
