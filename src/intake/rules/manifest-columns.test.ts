import { describe, expect, test } from 'vitest'
import { guessColumns } from './manifest-columns.ts'
import { conventionsOf } from './manifest-conventions.ts'
import { manifestFields } from './manifest-fields.ts'
import { meaningOf } from './manifest-titles.ts'

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((row, index) => ({ line: index + 1, cells: row.split(';').map((cell) => cell.trim()) }))
const guess = (text: string) => guessColumns(linesOf(text))
const conventions = (text: string) => {
  const lines = linesOf(text)
  const { mapping, titles, firstDataIndex } = guessColumns(lines)
  return conventionsOf(mapping, titles, lines.slice(firstDataIndex))
}

describe('titles', () => {
  test.each([
    ['No.', 'lineNumber'],
    ['#', 'lineNumber'],
    ['N°', 'lineNumber'],
    ['Nº', 'lineNumber'],
    ['Correlativo', 'lineNumber'],
    ['NOMBRES', 'name'],
    ['Nombre', 'name'],
    ['Name', 'name'],
    ['Nombre completo', 'fullName'],
    ['Nombres y Apellidos', 'fullName'],
    ['APELLIDOS Y NOMBRES', 'fullName'],
    ['Full name', 'fullName'],
    ['Last Name, First Name', 'fullName'],
    ['Nombre completo de la persona retornada', 'fullName'],
    ['Given names', 'givenNames'],
    ['Primer nombre', 'firstName'],
    ['1er. Nombre', 'firstName'],
    ['First name', 'firstName'],
    ['Segundo nombre', 'secondName'],
    ['Middle Name', 'secondName'],
    ['Apellidos', 'surnames'],
    ['Last name', 'surnames'],
    ['Surname', 'surnames'],
    ['Primer apellido', 'firstSurname'],
    ['Apellido paterno', 'firstSurname'],
    ['Segundo Apellido', 'secondSurname'],
    ['Apellido de casada', 'marriedSurname'],
    ['Fecha de nacimiento', 'birthDate'],
    ['FECHA NACIMIENTO (dd/mm/aaaa)', 'birthDate'],
    ['F. Nac.', 'birthDate'],
    ['Fec. de Nac.', 'birthDate'],
    ['DOB', 'birthDate'],
    ['D.O.B.', 'birthDate'],
    ['Date of Birth (MM/DD/YYYY)', 'birthDate'],
    ['Edad', 'age'],
    ['Age', 'age'],
    ['Sexo', 'sex'],
    ['Género', 'sex'],
    ['Sex (M/F)', 'sex'],
    ['M/F', 'sex'],
    ['H/M', 'sex'],
    ['CUI', 'cui'],
    ['No. de DPI', 'cui'],
    ['DPI/CUI', 'cui'],
    ['Número de DPI o CUI', 'cui'],
    ['Pasaporte', 'passport'],
    ['Passport No.', 'passport'],
    ['Documento', 'documentNumber'],
    ['Document no.', 'documentNumber'],
    ['Número de documento', 'documentNumber'],
    ['Tipo de documento', 'documentType'],
    ['A-Number', 'alienNumber'],
    ['A#', 'alienNumber'],
    ['Alien Number', 'alienNumber'],
    ['Nacionalidad', 'nationality'],
    ['Country of Citizenship', 'nationality'],
    ['COC', 'nationality'],
    ['Lugar de nacimiento', 'birthPlace'],
    ['Municipio de nacimiento', 'birthMunicipality'],
    ['Municipio', 'residenceMunicipality'],
    ['Mpio.', 'residenceMunicipality'],
    ['Departamento', 'residenceDepartment'],
    ['Depto. de origen', 'residenceDepartment'],
    ['Lugar de origen', 'residencePlace'],
    ['Procedencia', 'residencePlace'],
    ['Destino', 'destinationPlace'],
    ['Municipio de destino', 'destinationMunicipality'],
    ['Observaciones', 'remarks'],
    ['Remarks', 'remarks'],
    ['Grupo familiar', 'familyGroup'],
    ['Family group', 'familyGroup'],
    ['FAMU', 'familyGroup'],
    ['NNA', 'condition'],
    ['Nombres / Given names', 'name'],
    ['Fecha de nacimiento / Date of birth', 'birthDate'],
    ['Vuelo', undefined],
    ['Fecha de detención', undefined],
    ['', undefined],
  ])('%j → %s', (title, field) => {
    expect(meaningOf(title)?.field).toBe(field)
  })

  test('every field has its own Spanish and English word, and is found by both', () => {
    for (const [field, words] of Object.entries(manifestFields)) {
      for (const title of [words.es, words.en]) {
        const found = meaningOf(title)?.field
        expect([title, found === 'name' ? 'givenNames' : found]).toEqual([title, field])
      }
    }
  })
})

describe('columns', () => {
  test('the titles may stand below others', () => {
    const { headerLine, firstDataIndex, mapping, confidence, unknown } = guess(`
INSTITUTO DE MIGRACIÓN;;;;
LISTADO VUELO 123 DEL 20/11/2026;;;;
No.;Nombres;Apellidos;Fecha de nacimiento;Brazalete
1;ANA;COC;12/05/1987;77`)
    expect({ headerLine, firstDataIndex }).toEqual({ headerLine: 3, firstDataIndex: 3 })
    expect(mapping).toEqual({ lineNumber: 0, givenNames: 1, surnames: 2, birthDate: 3 })
    expect(unknown).toEqual([4])
    expect(confidence).toBe(1)
  })

  test('"Nombre" is the whole name unless there are surnames beside it', () => {
    expect(guess('Nombre;Edad\nAna Coc;20').mapping).toEqual({ fullName: 0, age: 1 })
    expect(guess('Nombre;Apellido;Edad\nAna;Coc;20').mapping).toEqual({ givenNames: 0, surnames: 1, age: 2 })
  })

  test('an American list', () => {
    expect(
      guess('Last Name;First Name;Middle Name;DOB;Gender;A-Number;Country of Citizenship\nCOC;ANA;;05/25/1987;F;A1;GUATEMALA')
        .mapping,
    ).toEqual({
      surnames: 0,
      firstName: 1,
      secondName: 2,
      birthDate: 3,
      sex: 4,
      alienNumber: 5,
      nationality: 6,
    })
  })

  test('a cross under H or M', () => {
    expect(guess('Nombre completo;H;M\nAna Coc;;X').mapping).toEqual({ fullName: 0, maleMark: 1, femaleMark: 2 })
    expect(guess('Nombre completo;F;M\nAna Coc;X;').mapping).toEqual({ fullName: 0, maleMark: 2, femaleMark: 1 })
    expect(guess('Nombre completo;Mujer;Hombre\nAna Coc;X;').mapping).toEqual({ fullName: 0, maleMark: 2, femaleMark: 1 })
  })

  test('titles in two rows, one above several columns', () => {
    const { mapping, firstDataIndex } = guess(`
No;Nombres;;Apellidos;;;Fecha de nacimiento;;;Sexo
;Primero;Segundo;Primero;Segundo;Casada;Día;Mes;Año;
1;Ana;Lucía;Pérez;López;García;12;5;1987;F`)
    expect(firstDataIndex).toBe(2)
    expect(mapping).toEqual({
      lineNumber: 0,
      firstName: 1,
      secondName: 2,
      firstSurname: 3,
      secondSurname: 4,
      marriedSurname: 5,
      birthDay: 6,
      birthMonth: 7,
      birthYear: 8,
      sex: 9,
    })
  })

  test('one title over two columns of names', () => {
    const { mapping } = guess('Nombres;;Apellidos;;Edad\nANA;LUCIA;PEREZ;LOPEZ;23\nLUIS;;COC;CAAL;34')
    expect(mapping).toEqual({ givenNames: 0, secondName: 1, surnames: 2, secondSurname: 3, age: 4 })
  })

  test('without titles the contents speak, with less confidence', () => {
    const { headerLine, firstDataIndex, mapping, confidence } = guess(`
1;JUAN CARLOS;PEREZ LOPEZ;12/05/1987;M;9000000150101;GUATEMALA
2;MARIA ELENA;GARCIA HERNANDEZ;25/05/1990;F;9000001200115;GUATEMALA`)
    expect({ headerLine, firstDataIndex }).toEqual({ headerLine: undefined, firstDataIndex: 0 })
    expect(mapping).toEqual({ lineNumber: 0, givenNames: 1, surnames: 2, birthDate: 3, sex: 4, cui: 5, nationality: 6 })
    expect(confidence).toBeLessThan(0.6)
  })

  test('without titles, whole names', () => {
    expect(guess('PEREZ LOPEZ JUAN CARLOS;1987-05-12\nGARCIA GOMEZ ANA MARIA;1990-05-12').mapping).toEqual({
      fullName: 0,
      birthDate: 1,
    })
  })

  test('thirteen digits in every row are a CUI whatever the title says', () => {
    expect(guess('Nombre;Código\nAna Coc;9000 00015 0101').mapping).toEqual({ fullName: 0, cui: 1 })
  })

  test('a date under a title that is not of birth is nobody’s birthday', () => {
    expect(guess('Nombre;Fecha de detención\nAna Coc;12/05/2026')).toMatchObject({ mapping: { fullName: 0 }, unknown: [1] })
  })

  test('without a name there is no confidence', () => {
    expect(guess('Edad;Sexo\n20;F').confidence).toBe(0)
    expect(guess('').confidence).toBe(0)
    expect(guessColumns([])).toMatchObject({ mapping: {}, confidence: 0, unknown: [] })
  })
})

describe('conventions of a file', () => {
  test('M is Mujer beside H, and Masculino beside F', () => {
    expect(conventions('Nombre;Sexo\nA B;H\nC D;M').letterM).toBe('female')
    expect(conventions('Nombre;Sexo\nA B;F\nC D;M').letterM).toBe('male')
  })

  test('alone it is told by the title, and else by nothing', () => {
    expect(conventions('Nombre;Sexo (H/M)\nA B;M').letterM).toBe('female')
    expect(conventions('Nombre;Sexo (M/F)\nA B;M').letterM).toBe('male')
    expect(conventions('Name;Gender\nA B;M').letterM).toBe('male')
    expect(conventions('Nombre;Sexo\nA B;M').letterM).toBe('unclear')
    expect(conventions('Nombre;Sexo\nA B;H\nC D;F\nE F;M').letterM).toBe('unclear')
  })

  test('one date that can only be read one way shows how the others are read', () => {
    expect(conventions('Nombre;DOB\nA B;03/04/1987\nC D;05/25/1987').dateOrder).toBe('mdy')
    expect(conventions('Nombre;DOB\nA B;03/04/1987\nC D;25/05/1987').dateOrder).toBe('dmy')
    expect(conventions('Nombre;DOB\nA B;03/04/1987').dateOrder).toBeUndefined()
    expect(conventions('Nombre;DOB (mm/dd/yyyy)\nA B;03/04/1987').dateOrder).toBe('mdy')
    expect(conventions('Nombre;Fecha de nacimiento (dd/mm/aaaa)\nA B;03/04/1987').dateOrder).toBe('dmy')
  })

  test('a file that mixes both ways has no order', () => {
    expect(conventions('Nombre;DOB\nA B;25/04/1987\nC D;05/25/1987').dateOrder).toBeUndefined()
  })

  test('numbers of a spreadsheet are dates where dates are expected', () => {
    expect(conventions('Nombre;DOB\nA B;31909').serialDates).toBe(true)
    expect(conventions('Nombre;DOB\nA B;1987').serialDates).toBe(false)
  })

  test('surnames come first when the title or the names themselves say so', () => {
    expect(conventions('Apellidos y nombres\nA B').nameOrder).toBe('surnames-first')
    expect(conventions('Nombre completo\nPEREZ LOPEZ JUAN\nGARCIA COC ANA').nameOrder).toBe('surnames-first')
    expect(conventions('Nombre completo\nJUAN PEREZ LOPEZ\nANA GARCIA COC').nameOrder).toBe('given-first')
  })
})
