import { narrowCode } from './phonetic.ts'

/**
 * Given names that stand for one another, folded: Spanish short forms as they are used in Guatemala, Mayan forms of Spanish names, and
 * English short forms. A name may stand in several groups. The Mayan forms come from published lists and want a speaker's review.
 */
const groups = `
alberto beto tito
alejandro alejandra ale alex sandro jandro
alejandra sandra
alfredo fredy alfre
ana anita nita
andres antil lex andrex
antonio antonia toño tono toni tony antun xtun
augusto tuto
aura aurita
bartolome bartolo tolo
beatriz bety beti
bernardo nayo
carlos carlitos calin charly
carmen carmela carmelina
catarina catalina katal cata katarin xcat
consuelo chelo
concepcion concha conchita
cristina tina
cristobal tobal
daniel dani
diego tek
domingo mingo tumix
dolores lola lolita
eduardo lalo guayo eddy edi
elena lena nena
elizabeth eli lisa isabel chabela chabe ixapel xapin
enrique quique kike
ernesto neto
esteban teban xep
eulalia lala ewul
eugenia genia
federico fede lico
felipe lipe pel
felix lix
fernando nando fer
francisco francisca chico paco pancho kiko pancha chica palas xico
gabriel gabi
gaspar caxpal
gerardo jerardo lalo
graciela chela
gregorio goyo
guadalupe lupe lupita
guillermo memo guicho
gustavo tavo
ignacio nacho
ines nes
isabel chabela chabe
isaias chai
jacinto chinto
jesus chus chusito chuy
joaquin quincho
jorge coque jorgito
jose josue chepe pepe chepito jusep xep
josefa josefina chepa fina
juan juanito juancho xhun xun xuan xwan
juana juanita xwana xuana
julia julio
leonardo leo nayo
leticia leti
lorenzo lencho lenchito
lorenza lencha
lucas kax
lucia luchi luz
luis lucho guicho luisito wich
magdalena malena lena maltix
manuel manuela meme manolo manuelito mel
marcos marcox
margarita margo marga tita
maria mari ma mariquita mia
mario marito
marta martita malta
martin maltin tin
mateo matew mat
mercedes meches
micaela mika
miguel mekel mike migue
nicolas colas nico colax
oscar oskar
pablo palu
pascual palas paxcual baxcual
patricia pati paty
pedro perico lwin luin pegro lu
petrona petrola patal
rafael rafa rapel
ramon moncho
ricardo rica richar
rigoberto rigo
roberto beto robert
rodolfo fito rudy
rogelio roge
rosa rosita chita rox
rosario chayo
salvador chava chamba
santiago chago santi
santos xant
sebastian sebas baxtian wax chano
silvia chivi
simon ximon
sofia chofi
teresa tere teresita
tomas tumaxh max tumax tomax
vicente chente
victor vito vitor
william wilian wil willy bill billy will
yolanda yoli
jose jose
gonzalo chalo
rosalia lia
marcelino chelino
virginia vicky
victoria vicky toya
thomas tom tommy
robert bob bobby rob bert
richard dick rick rich
john jack johnny jon
james jim jimmy jamie jem
henry harry hal
edward ed eddie ted ned teddy
charles charlie chuck charley
george geordie
joseph joe joey
michael mike mick micky
david dave davy
daniel dan danny
samuel sam sammy
benjamin ben benny
alexander alex alec sandy sandie alick
andrew andy drew
anthony tony ant
peter pete
philip phil pip phillip
stephen steve steven
matthew matt
nicholas nick
christopher chris kit
frederick fred freddie freddy
francis frank
walter walt wat
albert al bert bertie
arthur art
elizabeth liz lizzie beth betty bess eliza betsy elsie
margaret maggie meg peggy madge daisy greta
mary molly polly may mamie
catherine katherine kate kathy katie cathy kitty kathleen
ann anne annie nan nancy hannah anna
sarah sally sal
susan sue susie susanna
jane jenny janet jean
dorothy dot dolly dora
helen nell nellie ellen eleanor
martha patty mattie
patrick pat paddy
patricia pat patty tricia
rebecca becky
jacob jake
joshua josh
zachary zac zack
lachlan lachie
`

/** For the narrow code of each name, so that a form is known however it is spelt (Xep, Xhep), the groups it stands in, 1 and up. */
export const aliasGroups: ReadonlyMap<string, readonly number[]> = grouped()

function grouped(): Map<string, number[]> {
  const known = new Map<string, number[]>()
  groups
    .trim()
    .split('\n')
    .forEach((line, at) => {
      for (const name of line.replaceAll('ñ', 'n').split(' ')) {
        const code = narrowCode(name)
        const own = known.get(code) ?? []
        if (!own.includes(at + 1)) known.set(code, [...own, at + 1])
      }
    })
  return known
}
