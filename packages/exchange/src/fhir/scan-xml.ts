// XML from strangers, as a tree. No DTD, no entity but the five of XML, no depth without end; comments and processing instructions are skipped.
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { Unreadable } from './issue.ts'
import { maximumDepth } from './parse-json.ts'

/** MedCom messages have a few hundred elements. */
const mostElements = 20_000

export interface XmlNode {
  name: string
  namespace: string
  attributes: Map<string, string>
  children: XmlNode[]
}

/** Reads XML text into its root element; text between elements is dropped. Throws Unreadable on anything that is not well-formed or not safe. */
export function scanXml(body: string): XmlNode {
  if (!body.isWellFormed()) throw new Unreadable('value', 'The XML holds half a character: send valid Unicode.')
  const top: XmlNode[] = []
  const open: XmlNode[] = []
  let count = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw new Unreadable('structure', `The body is not well-formed XML: ${error.message.slice(0, 120)}`)
  })
  parser.on('doctype', () => {
    throw new Unreadable('structure', 'The XML has a DOCTYPE, which is not accepted: send it without.')
  })
  parser.on('opentag', (tag) => {
    const node = toNode(tag)
    ;(open.at(-1)?.children ?? top).push(node)
    open.push(node)
    count += 1
    if (count > mostElements) throw new Unreadable('too-long', `The XML has more than ${mostElements} elements.`)
    if (open.length > maximumDepth) throw new Unreadable('structure', `The XML is nested deeper than ${maximumDepth} levels.`)
  })
  parser.on('closetag', () => open.pop())
  parser.write(body.replace(/^\uFEFF/, '')).close()
  const [root] = top
  if (root === undefined) throw new Unreadable('structure', 'The XML has no element.')
  return root
}

function toNode(tag: SaxesTagNS): XmlNode {
  const attributes = new Map(
    Object.values(tag.attributes).flatMap((attribute) => (attribute.uri === '' ? [[attribute.local, attribute.value]] : [])),
  )
  return { name: tag.local, namespace: tag.uri, attributes, children: [] }
}
