import { z } from 'zod'
import {
  codesOf,
  conditions,
  documentTypes,
  educationLevels,
  functioningAnswers,
  functioningDomains,
  leavingReasons,
  maritalStatuses,
  occupations,
  peoples,
  plans,
  returnTypes,
  sexes,
  vulnerabilityFlags,
  wishes,
} from '#base/codes.ts'
import { PartialDate } from '#base/partial-date.ts'

const MunicipalityCode = z.string().regex(/^\d{4}$/)
const Country = z.string().regex(/^[A-Z]{2}$/)
const Name = z.string().trim().min(1).max(120)
const Short = z.string().trim().min(1).max(120)

/**
 * The short form, in the order it is asked. Every field may stay unknown: a person at the door is never turned away by a
 * form. Fields follow the breakdowns that IGM, OIM and SBS publish and HTCDS where it fits (docs/standards.md).
 */
export const Form = z.strictObject({
  // Identity
  givenNames: Name,
  surnames: Name,
  sex: codesOf(sexes),
  birthDate: PartialDate,
  nationality: Country,
  cui: z.string().trim().min(1).max(20),
  documentType: codesOf(documentTypes),
  documentNumber: Short,
  maritalStatus: codesOf(maritalStatuses),
  condition: codesOf(conditions),
  // Origin and destination
  birthMunicipality: MunicipalityCode,
  residenceMunicipality: MunicipalityCode,
  destinationMunicipality: MunicipalityCode,
  destinationCommunity: Short,
  contactPhone: z.string().trim().min(4).max(30),
  // People and language
  people: codesOf(peoples),
  language: z.string().min(2).max(20),
  interpreter: z.boolean(),
  // Education and work
  education: codesOf(educationLevels),
  occupationBefore: codesOf(occupations),
  occupationAbroad: codesOf(occupations),
  english: z.boolean(),
  wantsCertification: z.boolean(),
  // The journey and the stay abroad
  returnType: codesOf(returnTypes),
  previousReturns: z.int().min(0).max(99),
  countryAbroad: Country,
  placeAbroad: Short,
  monthsAbroad: z.int().min(0).max(1200),
  travelledAlone: z.boolean(),
  usedGuide: z.boolean(),
  debt: z.boolean(),
  detentionDays: z.int().min(0).max(9999),
  belongingsKept: z.boolean(),
  reasons: z.array(codesOf(leavingReasons)).max(11),
  // What comes now
  plan: codesOf(plans),
  wishes: z.array(codesOf(wishes)).max(7),
  // Screening
  functioning: z.partialRecord(codesOf(functioningDomains), codesOf(functioningAnswers)),
  flags: z.array(codesOf(vulnerabilityFlags)).max(20),
  note: z.string().trim().min(1).max(2000),
})
export const PartialForm = Form.partial()
export type PartialForm = z.infer<typeof PartialForm>
export type FormField = keyof PartialForm

/** A form as changes: `null` takes an answer away. */
export const FormChanges = z.strictObject(
  Object.fromEntries(Object.entries(Form.shape).map(([field, schema]) => [field, schema.nullable().optional()])) as {
    [F in FormField]: z.ZodOptional<z.ZodNullable<(typeof Form.shape)[F]>>
  },
)
export type FormChanges = z.infer<typeof FormChanges>
