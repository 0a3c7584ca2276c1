/**
 * Domains under which strangers have addresses: free mail, and names that registries and hosts hand out below. No
 * organisation may call one its own. The DNS record is the proof; this keeps the few who could set one there, the
 * providers themselves, from opening an organisation to all of their customers.
 */
const PUBLIC_DOMAINS = new Set(
  [
    "gmail.com googlemail.com google.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.com.br yahoo.com.au",
    "yahoo.de yahoo.es yahoo.fr yahoo.it yahoo.ca ymail.com rocketmail.com aol.com aim.com",
    "outlook.com outlook.de outlook.es outlook.fr outlook.it outlook.jp outlook.com.br hotmail.com hotmail.co.uk",
    "hotmail.de hotmail.es hotmail.fr hotmail.it live.com live.co.uk live.de live.fr live.nl live.ca live.com.au msn.com",
    "passport.com onmicrosoft.com icloud.com me.com mac.com privaterelay.appleid.com",
    "proton.me protonmail.com protonmail.ch pm.me passmail.net tutanota.com tutanota.de tuta.com tuta.io tutamail.com",
    "gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.co.uk gmx.fr gmx.us web.de mail.com email.com t-online.de freenet.de",
    "arcor.de posteo.de posteo.net mailbox.org zoho.com zohomail.com zohomail.eu fastmail.com fastmail.fm hey.com",
    "mail.ru inbox.ru list.ru bk.ru internet.ru yandex.com yandex.ru ya.ru rambler.ru ukr.net seznam.cz centrum.cz wp.pl",
    "onet.pl interia.pl o2.pl libero.it virgilio.it tiscali.it alice.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr",
    "bluewin.ch telenet.be skynet.be ziggo.nl xs4all.nl kpnmail.nl btinternet.com sky.com talktalk.net virginmedia.com",
    "comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net optonline.net rogers.com shaw.ca",
    "bigpond.com optusnet.com.au xtra.co.nz qq.com foxmail.com 163.com 126.com yeah.net sina.com sohu.com 139.com",
    "naver.com daum.net hanmail.net nate.com rediffmail.com uol.com.br bol.com.br terra.com.br ig.com.br",
    "mailinator.com guerrillamail.com 10minutemail.com temp-mail.org yopmail.com trashmail.com duck.com simplelogin.com",
    "addy.io anonaddy.com relay.firefox.com mozmail.com users.noreply.github.com",
    // Handed out by registries.
    "co.uk org.uk me.uk ltd.uk plc.uk ac.uk gov.uk nhs.uk sch.uk com.au net.au org.au edu.au gov.au co.nz org.nz ac.nz",
    "govt.nz co.jp or.jp ne.jp ac.jp go.jp co.kr or.kr com.br net.br org.br gov.br com.cn net.cn org.cn gov.cn com.tw",
    "com.hk com.sg edu.sg gov.sg co.in net.in org.in gov.in ac.in co.za org.za com.mx com.ar com.co com.pe com.tr com.ua",
    "com.pl co.il org.il ac.il co.th co.id com.my com.ph com.vn com.sa com.eg co.ke com.ng or.at co.at ac.at com.es com.pt",
    // Handed out by hosts.
    "github.io gitlab.io pages.dev workers.dev vercel.app netlify.app herokuapp.com web.app firebaseapp.com appspot.com",
    "azurewebsites.net cloudapp.net amazonaws.com cloudfront.net blogspot.com wordpress.com wixsite.com myshopify.com",
    "fly.dev onrender.com railway.app ngrok.io ngrok.app duckdns.org no-ip.org dyndns.org sharepoint.com",
  ].flatMap((line) => line.split(" ")),
);

/** Whether strangers have addresses under this domain, written as lib/mail-address.ts keeps it. */
export function isPublicDomain(domain: string): boolean {
  return PUBLIC_DOMAINS.has(domain);
}
