// Why a line of a file was refused, and what to do, as a sentence. Used by the screen and by the file of refused lines.
import type { ImportFault, ImportFaultCode } from '../import-line.ts'
import type { Language } from './language.ts'

type Sentences = Readonly<Record<ImportFaultCode, string>>

const da: Sentences = {
  missing: 'Feltet er tomt. Udfyld det.',
  'unknown-kind': 'Slagsen kendes ikke. Skriv en slags fra listen, for eksempel "Hjemmepleje bevilget".',
  'kind-not-importable': 'Navn, flytning og død kommer fra CPR og kan ikke indlæses.',
  'kind-not-yours': 'Slagsen hører til et andet område. Lad det område indlæse linjen.',
  'not-a-cpr': 'Det er ikke et CPR-nummer. Skriv ti cifre.',
  'unknown-citizen': 'Ingen borger er registreret med det nummer. Tjek nummeret.',
  'not-a-time': 'Det er ikke en dato. Skriv for eksempel 1.3.2026 eller 1.3.2026 kl. 12.30.',
  'end-before-start': 'Slutdatoen ligger før startdatoen.',
  'no-end-here': 'Den slags har ingen slutdato. Lad feltet stå tomt.',
  'not-a-number': 'Det er ikke et tal. Skriv for eksempel 61,5.',
  'ambiguous-number': 'Punktummet kan læses på to måder. Skriv 1234 eller 1,234.',
  invalid: 'Værdien passer ikke til slagsen. Se beskrivelsen af slagsen.',
  'unknown-team': 'Teamet findes ikke i området. Skriv teamets kode, eller lad feltet stå tomt.',
  'two-deeds': 'En linje kan enten rette eller tilbagekalde, ikke begge dele.',
  'id-reused': 'Samme id er brugt før med et andet indhold. Skriv id’et i kolonnen "retter", hvis linjen er en rettelse.',
  'names-a-correction': 'Kolonnen peger på en rettelse. Skriv id’et på den første linje.',
  'correction-of-other-kind': 'Linjen, der rettes, er af en anden slags. Tilbagekald den i stedet.',
  'too-many-cells': 'Linjen har flere felter end overskriften. Sæt anførselstegn om tekst med skilletegn.',
}

const en: Sentences = {
  missing: 'The field is empty. Fill it in.',
  'unknown-kind': 'The kind is not known. Write one from the list, such as "Home care granted".',
  'kind-not-importable': 'Name, move and death come from the CPR register and cannot be read in.',
  'kind-not-yours': 'The kind belongs to another area. Let that area read the line in.',
  'not-a-cpr': 'It is no CPR number. Write ten digits.',
  'unknown-citizen': 'No citizen is registered under that number. Check the number.',
  'not-a-time': 'It is no date. Write 1.3.2026, or 1.3.2026 12:30.',
  'end-before-start': 'The end is before the start.',
  'no-end-here': 'This kind has no end. Leave the field empty.',
  'not-a-number': 'It is no number. Write 61.5.',
  'ambiguous-number': 'The point can be read in two ways. Write 1234 or 1,234.',
  invalid: 'The value does not fit the kind. See the description of the kind.',
  'unknown-team': 'There is no such team in the area. Write the code of the team, or leave the field empty.',
  'two-deeds': 'A line either corrects or withdraws, not both.',
  'id-reused': 'The same id was used before with another content. Write the id in the column "corrects" if the line is a correction.',
  'names-a-correction': 'The column names a correction. Write the id of the first line.',
  'correction-of-other-kind': 'The line that is corrected is of another kind. Withdraw it instead.',
  'too-many-cells': 'The line has more fields than the heading. Put quotes around text that holds the separator.',
}

/** One fault as a sentence, led by its column where it has one. */
export function tellImportFault({ column, code }: ImportFault, language: Language): string {
  const sentence = (language === 'en' ? en : da)[code]
  return column === null ? sentence : `${column}: ${sentence}`
}
