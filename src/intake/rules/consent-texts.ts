import type { ConsentText, consentAudiences } from '../contract/consents.ts'

export type ShippedText = Omit<ConsentText, 'state' | 'writtenBy' | 'reviewedBy'>

/**
 * The texts the desk reads before it asks for consent, in the two languages that come with the program. A new text is a new entry, and
 * the one before it ends the day before: answers keep the version they were given to. To a child alone they are in words for a child,
 * and what is noted then is their assent. Texts in other languages are data of each institution, checked by a second person; none is
 * made up here.
 */
export const shippedTexts: readonly ShippedText[] = [
  {
    version: '2026-11',
    audience: 'everybody',
    language: 'spanish',
    validFrom: '2026-11-01',
    opening:
      'Soy del Instituto Guatemalteco de Migración. Le voy a hacer cuatro preguntas sobre sus datos. Puede contestar sí o no a cada una; su respuesta no cambia la atención que recibe hoy. Puede cambiar de opinión cuando quiera y puede pedir que le digamos quién ha visto sus datos.',
    questions: {
      attention: '¿Está de acuerdo en que anotemos sus datos para atenderle hoy en este centro?',
      referral:
        'Si necesita un servicio de otra institución, como salud o documentos, ¿está de acuerdo en que le demos a esa institución los datos que hacen falta, y solo esos?',
      call_back: '¿Está de acuerdo en que le llamemos después para saber cómo está y si recibió lo que se le ofreció?',
      statistics: '¿Está de acuerdo en que le contemos en las cifras públicas, sin su nombre ni nada que permita saber quién es?',
    },
  },
  {
    version: '2026-11/english',
    audience: 'everybody',
    language: 'english',
    validFrom: '2026-11-01',
    opening:
      'I work for the Guatemalan Migration Institute. I am going to ask you four questions about your data. You may answer yes or no to each; your answer does not change the attention you get today. You may change your mind whenever you like, and you may ask us who has seen your data.',
    questions: {
      attention: 'Do you agree that we write down your data to attend you today at this centre?',
      referral:
        'If you need a service of another institution, such as health or documents, do you agree that we give that institution the data it needs, and only those?',
      call_back: 'Do you agree that we call you later to know how you are and whether you received what was offered?',
      statistics: 'Do you agree that we count you in the public figures, without your name or anything that tells who you are?',
    },
  },
  {
    version: '2026-11-nna',
    audience: 'child',
    language: 'spanish',
    validFrom: '2026-11-01',
    opening:
      'Trabajo en el Instituto Guatemalteco de Migración y hoy le atiendo. Vamos a avisar a la Procuraduría General de la Nación, que se llama PGN. Allí trabajan personas que cuidan los derechos de niñas, niños y adolescentes, y ven con quién puede estar bien. Le voy a hacer cuatro preguntas. Puede decir sí o no, y puede decir que no entiende: se lo explico otra vez. Si dice que no, igual le vamos a atender. Puede cambiar de idea cuando quiera.',
    questions: {
      attention: '¿Puedo anotar su nombre y lo que me cuente, para atenderle hoy aquí?',
      referral:
        'A la PGN le vamos a contar que usted está aquí, porque le cuida. ¿Está de acuerdo en que contemos lo necesario, y nada más, a otras personas que ayudan, como las de salud?',
      call_back: '¿Está de acuerdo en que después llamemos para saber cómo está?',
      statistics:
        'Contamos cuántas niñas, niños y adolescentes regresan, sin decir sus nombres. ¿Está de acuerdo en que le contemos también?',
    },
  },
  {
    version: '2026-11-nna/english',
    audience: 'child',
    language: 'english',
    validFrom: '2026-11-01',
    opening:
      'I work for the Guatemalan Migration Institute and I am here for you today. We are going to tell the Procuraduría General de la Nación, which is called PGN. People work there who look after the rights of children and young people, and see with whom you can be well. I am going to ask you four questions. You may say yes or no, and you may say that you do not understand: I will explain it again. If you say no, we will look after you all the same. You may change your mind whenever you like.',
    questions: {
      attention: 'May I write down your name and what you tell me, to look after you here today?',
      referral:
        'We are going to tell PGN that you are here, because it looks after you. Do you agree that we tell what is needed, and nothing more, to other people who help, such as those of health?',
      call_back: 'Do you agree that we call later to know how you are?',
      statistics:
        'We count how many children and young people come back, without saying their names. Do you agree that we count you too?',
    },
  },
]

type Audience = keyof typeof consentAudiences

/** Is this text to be read on this day (ISO date)? */
export function isInForce(text: Pick<ConsentText, 'validFrom' | 'validUntil'>, day: string): boolean {
  return text.validFrom <= day && (text.validUntil === undefined || day <= text.validUntil)
}

/**
 * The text to read aloud: in the language asked for when there is one that was reviewed, else in `otherwise`, else in Spanish. The newest
 * in force; for a day before there was any (what is entered from an older list), the first there was.
 */
export function textToRead<T extends ShippedText>(
  texts: readonly T[],
  { audience, language, otherwise, day }: { audience: Audience; language: string; otherwise: string; day: string },
): T | undefined {
  const known = texts.filter((text) => text.audience === audience).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const standing = known.filter((text) => isInForce(text, day))
  const first = known.filter((text) => text.validFrom === known.at(-1)!.validFrom)
  const read = standing.length > 0 ? standing : first
  const languages = [language, otherwise, 'spanish']
  return languages.map((wanted) => read.find((text) => text.language === wanted)).find((text) => text !== undefined)
}
