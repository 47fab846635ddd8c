/** Where anybody gets an address: nobody's company, whoever can write into its DNS. */
export const FREE_MAIL: ReadonlySet<string> = new Set(
  `126.com 139.com 163.com 21cn.com aim.com aliyun.com aol.com aol.de att.net bellsouth.net bigpond.com bluewin.ch
  btinternet.com bol.com.br centrum.cz charter.net comcast.net cox.net duck.com earthlink.net email.cz email.it
  fastmail.com fastmail.fm foxmail.com free.fr freemail.hu freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net
  googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com
  inbox.lv inbox.ru interia.pl juno.com laposte.net libero.it list.ru live.co.uk live.com live.de live.fr live.nl
  mac.com mail.com mail.de mail.ru mailbox.org me.com mozmail.com msn.com naver.com o2.pl online.de orange.fr
  optonline.net outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.ch protonmail.com
  qq.com rambler.ru rediffmail.com rocketmail.com runbox.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.com
  sky.com sohu.com t-online.de telenet.be tiscali.it tutanota.com tuta.com tuta.io uol.com.br verizon.net virgilio.it
  virginmedia.com vodafone.de wanadoo.fr web.de wp.pl xtra.co.nz yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk
  yahoo.com yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru yeah.net ymail.com
  zoho.com zohomail.com`.split(/\s+/),
);
