"""Words that tell what a line is. Data: add one, name the page that shows it in the test beside it."""

from __future__ import annotations


def _lines(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.strip().splitlines() if one.strip())


# Whole lines of furniture, in lower case and without end marks.
FURNITURE = _lines("""
share
share this
share this article
share this story
share this page
share this on
share page
share on facebook
share on twitter
share on linkedin
share via email
share by email
share with
shares
about sharing
copy link
copy this link
copied
close
close panel
close menu
open menu
menu
more menu
more
more from
search
skip to content
skip to main content
skip to navigation
skip to footer
accessibility help
accessibility links
accessibility
jump to content
your account
my account
account
sign in
sign out
sign up
sign up now
log in
log out
login
register
register now
subscribe
subscribe now
already subscribed
already a subscriber
subscription notification
start your free trial
start reading
one app
get all your news in one place
advertisement
advertisement hide ad
advertisement continue reading below
advertising
ad
ads
hide ad
sponsored
sponsored features
sponsored content
promoted
promoted stories
partner stories
comments
comment
comments are closed
no comments yet
view comments
show comments
add comment
leave a comment
join the discussion
join the conversation
have your say
bookmark
bookmark article
save
saved
story saved
article bookmarked
save article
print
email
e-mail
email this
facebook
twitter
x
whatsapp
pinterest
linkedin
reddit
messenger
instagram
tiktok
youtube
flipboard
telegram
bluesky
threads
follow
follow us
follow us on
following
like
likes
read more
read more from
read next
read more here
see more
see all
show more
show all
view all
view gallery
view more
load more
find out more
more info
more on this story
more on this topic
more about
more on
more news
more stories
more like this
most read
most popular
most viewed
most commented
most recent
most shared
trending
trending now
latest
latest news
latest stories
latest headlines
top stories
top story
top picks
editor's picks
editors' picks
don't miss
recommended
recommended for you
recommended reading
recommended stories
related
related articles
related content
related topics
related stories
related links
related internet links
related news
related tags
related stories
you may also like
you might also like
also on
elsewhere on the bbc
in other news
up next
next
next article
next story
previous
previous article
topics
tags
hashtags
features
features & analysis
newsletters
newsletter
sign up to our newsletter
sign up to our newsletters
privacy
privacy policy
privacy notice
cookie policy
cookies
cookie settings
terms
terms of use
terms and conditions
terms & conditions
contact us
contact
about us
about
help
faqs
advertise
advertise with us
careers
jobs
complaints
corrections
site map
sitemap
archive
subscribe today
submitting
loading
loading audio
loading...
listen to this article
listen
play
play video
play brightcove video
play audio
pause
watch
watch now
watch live
watch again
watch on
video
videos
audio
gallery
galleries
expand
enlarge
fullscreen
full screen
image
images
photo
photos
picture
pictures
now playing
explore more
explore more on these topics
reuse this content
why you can trust sky news
support us
support truly
donate
contribute
crosswords
puzzles
horoscopes
weather
home
home page
homepage
back to top
top
edition
uk edition
us edition
international edition
switch edition
newsletters & alerts
notifications
not now
yes please
no thanks
accept
accept all
reject all
manage preferences
got it
ok
cancel
submit
continue
continue reading
article continues below
story continues below
story continues after advertisement
visit shots! now
logo-icon
download our apps
download our app
install our app
install our apps
our apps
get the app
invalid email
something went wrong
thank you for signing up
thank you for subscribing
thanks for signing up
try our ai features
live
breaking
breaking news
exclusive
updated
published
last updated
first published
date
by
image source
image caption
media caption
media caption,
image copyright
in pictures
in full
photo gallery
view author
show comments
view more comments
post comment
0 comments
report
reply
conversation
google news
on google
follow us on google news
make us preferred on google
preferred source
add us as a preferred source
article
articles
in this article
topics in this article
thank you
""")

# Beginnings of furniture lines, in lower case: those that a story never begins a paragraph with …
FURNITURE_STARTS = tuple(
    _lines("""
read also
also read
see more:
see also
more:
don't miss
recommended for you
related:
click here
tap here
sign up to
sign up for
sign up here
subscribe to
subscribe now
follow us
follow our
download the
download our
get in touch
got a story
do you have a story
have you got a story
we use cookies
we use your
we may earn
this site uses
this website uses
by clicking
by entering your
by signing
by submitting
you can unsubscribe
i would like to be emailed
please enter
please refresh
please use chrome
please update
please try again
please log in
please sign in
please be respectful
to view this video
your support makes
your support helps
your subscription
support from readers
most read in
most popular in
more on this
more on:
more from
more about
more stories
more news
watch more of our videos
visit shots
and live on freeview
and on freeview
all rights reserved
©
registered office
this content is
this article contains
this article is more than
thumbnail for post
want to bookmark
want us to email
message submitting
explore what
start your independent
subscribe to independent
stay up to date
notifications can be
thank you for registering
thank you for signing
thanks for signing
something went wrong
there was an error
there was a problem
use our postcode
already a subscriber
already have an account
already subscribed
to continue reading
create an account
create a free
for more stories
for more news
for more:
keep up to date
keep up with all
get our
get more
get breaking
get email updates
be the first to
invalid email
find us on
email us
contact us
powered by
comments on this
the comments below
show comments
view comments
join the conversation
join our
independent premium
a reach plc
share this
share on
share with
copy link
skip to
home »
our community members
image source
image copyright
""")
)
# … and those that a story may.
PERHAPS_STARTS = tuple(
    _lines("""
join the
join thought
follow the
support us
support the
become a
more in
copyright
this video
try our
you may also
you must be
enter your
log in to
sign in to
register to
to read more
for the latest
get the latest
get all
send your
published by
jump to
have your say
our journalism
every day, our
sorry, there
you have been
you are now
play video
check out
watch:
listen:
""")
)

SECTIONS = _lines("""
news
uk
uk news
national
national news
world
world news
international
politics
uk politics
scottish politics
welsh politics
business
money
finance
personal finance
economy
economics
markets
sport
football
rugby
rugby union
rugby league
cricket
tennis
golf
f1
formula 1
boxing
racing
horse racing
cycling
athletics
olympics
hockey
gaa
health
health and wellbeing
science
tech
technology
science & environment
climate
environment
nature
education
society
media
culture
arts
entertainment
entertainment & arts
entertainment and arts
showbiz
celebrity
celebrity news
tv
tv & showbiz
film
music
books
royal
royals
royal family
royal news
lifestyle
life & style
life
fashion
food
food & drink
travel
travel news
motoring
cars
property
opinion
comment
voices
crime
crime & courts
courts
law
weather
weird news
transport
farming
gardening
northern ireland
n. ireland
n. ireland politics
ireland
scotland
wales
england
london
local news
europe
us news
us
usa
americas
asia
africa
australia
middle east
china
russia
brexit
defence
latest news
obituaries
features
uk & ireland
ireland & northern ireland
uk security and counter-terrorism
""")

AGENCIES = {
    "pa": "PA",
    "pa media": "PA Media",
    "pa wire": "PA Wire",
    "pa images": "PA Images",
    "pa archive": "PA Archive",
    "pa graphics": "PA Graphics",
    "pa photos": "PA Photos",
    "pa photo": "PA Photo",
    "pa news agency": "PA News Agency",
    "the pa news agency": "PA News Agency",
    "pa sport": "PA Sport",
    "press association": "Press Association",
    "press association images": "Press Association Images",
    "pa reporter": "PA",
    "pa reporters": "PA",
    "pa sport staff": "PA Sport",
    "pa sport reporters": "PA Sport",
    "press association sport": "Press Association Sport",
    "press association sport staff": "Press Association Sport",
    "newschain": "newschain",
    "reuters": "Reuters",
    "afp": "AFP",
    "ap": "AP",
    "associated press": "Associated Press",
    "agence france-presse": "Agence France-Presse",
    "getty": "Getty",
    "getty images": "Getty Images",
}

# Suppliers of pictures, in lower case. A credit must name one of these, or say "Picture:", "Photo:" or the like.
SUPPLIERS = _lines("""
pa
pa wire
pa media
pa images
pa archive
pa graphics
pa photos
pa photo
pa news agency
pa features archive
press association
press association images
press association archive
getty
getty images
getty images europe
gettyimages
getty/istock
istock
istockphoto
afp
ap
ap photo
associated press
reuters
epa
epa-efe
shutterstock
rex
rex features
rex/shutterstock
alamy
alamy stock photo
alamy live news
bloomberg
swns
swns.com
anadolu
anadolu agency
lightrocket
wireimage
gc images
hulton archive
sportsfile
inpho
nurphoto
splash
splash news
zuma
zuma press
sipa
sipa usa
mega
backgrid
action images
press eye
pacemaker
pacemaker press
rollingnews.ie
rollingnews
collins
collins photos
maxwells
kennedy news
kennedy news and media
caters
cover images
bbc
itv
sky news
facebook
instagram
twitter
tiktok
handout
family handout
supplied
xinhua
dpa
tass
nasa
wikimedia
wikimedia commons
geograph
google
google maps
google street view
film magic
filmmagic
popperfoto
cultura rf
es
msb
abc news
camera press
eyevine
stv
stv news
the independent
daily mail
mirrorpix
news group newspapers ltd
the sun
the times
the telegraph
""")

ROLES = _lines("""
reporter
correspondent
editor
staff
writer
journalist
columnist
chief
producer
presenter
commentator
newsdesk
team
analyst
photographer
""")

SPEECH = _lines("""
said
says
told
added
adds
tweeted
wrote
asked
warned
claimed
insisted
explained
announced
confirmed
revealed
admitted
continued
argued
stressed
replied
commented
described
accused
""")

FIRST_NAMES = frozenset(
    """
aaron abbie abby abigail adam adele adrian agnes aidan aileen ailsa aine aisha aisling alan alana alastair albert alec
alex alexander alexandra alexis alfie alfred ali alice alicia alison alistair allan allison amanda amber amelia amelie amy
ana anastasia andrea andrew andy angela angus anita ann anna annabel anne annette annie anthony antonia april archie
arthur ashifa ashley austin ava barbara barney barry beatrice becky ben benedict benjamin bernadette bernard beth bethany
beverley bill billy bob bobby brandon brenda brendan brian bridget bruce bryony caitlin caitriona callum calum cameron
camilla carl carla carmel caroline catherine cathy cecilia celia charles charlie charlotte cherry cheryl chloe chris
christian christina christine christopher ciara ciaran claire clara clare claudia clive cole colette colin colm conor
connor conrad corinne cormac craig curtis cyrus daisy damian damien dan daniel danielle danny daphne darragh darren
dave david dawn dean deborah declan deirdre denis denise dennis derek dermot desmond diana diane diarmuid dominic don
donal donald donna dorothy doug douglas duncan dylan eamon eamonn edith edward eileen eilidh eimear elaine eleanor elena
elizabeth ella ellen ellie elliot elliott emily emma eoin eric erica erin ethan eva eve evelyn ewan faye felicity felix
fergal fergus finlay finn fiona frances francesca francis frank fraser fred freddie frederick freya gabriel gareth gary
gavin gemma geoff geoffrey george georgia georgina gerald gerard gerry gillian gina glen glenn gordon grace graeme
graham grainne grant greg gregory guy hamish hannah harriet harrison harry harvey hayley hazel heather helen helena
henry hilary holly howard hugh hugo iain ian imogen india ines irene iris isaac isabel isabella isla ivan jack jackie
jacob jacqueline jade jake james jamie jan jane janet janice jasmine jason jay jayne jean jeff jeffrey jemima jemma
jennie jennifer jenny jeremy jess jessica jill jim jimmy joan joanna joanne jodie joe joel john johnny jon jonathan
jonny jordan joseph josh joshua joy joyce judith judy jules julia julian julie june justin kara karen karl kate
katharine katherine kathleen kathryn kathy katie katrina katrine katy katya kay keiran keith kelly ken kenneth kerry
kevin kieran kim kirsten kirsty kit kitty kyle lara laura lauren laurence lawrence leah lee leo leon leonard lesley
leslie lewis liam libby lily linda lindsay lindsey lisa lizzie lloyd lorna lorraine louis louisa louise lucas lucy luke
lydia lynn lynne mabel madeleine maeve mairead malachi malcolm marc marcus margaret maria marian marie marina mark
martha martin martina martyn mary matt matthew maureen maurice max maxine maya megan mel melanie melissa mia michael
michelle mick miles millie miranda miriam moira molly monica morgan muhammad mohammed naomi natalie natasha nathan neil
niall niamh nicholas nick nicky nicola nicole nigel nina noah noel noel noora nora norma norman oisin olive oliver olivia
ollie oscar owen padraic padraig paige pat patricia patrick paul paula pauline penelope penny peter phil philip philippa
phillip phoebe phyllis pippa poppy priya rachael rachel ralph randeep raymond rebecca reece rhian rhiannon rhys richard
rita rob robbie robert roberta robin robyn rod roger roisin ron ronan rory rosa rose rosemary rosie ross rowan roy ruby
rupert russell ruth ryan sadie sally sam samantha samuel sandra sara sarah scott sean sebastian shane shannon sharon
shaun sheila shirley simon sinead siobhan sofia sonia sophia sophie spencer stacey stan stanley stella stephanie stephen
steve steven stewart stuart sue susan susanna susannah susie suzanne sylvia tamara tammy tania tanya tara ted teresa
terry tess theo theresa thomas tiffany tim timothy tina toby todd tom tommy toni tony tracey tracy trevor tristan ursula
valerie vanessa vera vicky victor victoria vincent violet virginia vivian wendy wesley will william yasmin yvette yvonne
zac zach zack zara zoe severin jamie bethan sian gwyneth dafydd huw gethin emlyn elgan nuala aoife orla oonagh cathal
dearbhail tadhg seamus sorcha grainne fionnuala oliver raphael imran sadiq farah nadia omar hassan fatima zainab rishi
""".split()
)
