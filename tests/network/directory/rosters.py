"""Small OneRoster exports of our own, with a column of passwords that nobody may read."""

import io
import zipfile

MANIFEST_12 = (
    "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\n"
    "file.users,bulk\nfile.roles,bulk\n"
)
MANIFEST_11 = MANIFEST_12.replace("1.2", "1.1").replace("file.roles,bulk\n", "")
ORGS = (
    "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
    "d1,,,Fallow Local,district,OH-990501,\n"
    "s1,,,Kettle School,school,000442,d1\n"
    "m1,,,Science,department,,s1\n"
    "x1,,,Elsewhere,school,123456,d1\n"
)
USERS_12 = (
    "sourcedId,status,dataLastModified,enabledUser,username,givenName,familyName,email,password,"
    "prefferedGivenName,primaryOrgSourcedId\n"
    "u1,,,TRUE,tina,Tina,Hale,Tina.Hale@example.org,Hunter2!,,s1\n"
    "u2,,,TRUE,kid,Little,Pupil,little.pupil@example.org,Hunter2!,,s1\n"
    "u3,,,TRUE,pa,Paul,Parent,paul@example.org,Hunter2!,,s1\n"
    "u4,,,false,off,Olga,Off,olga@example.org,Hunter2!,,s1\n"
    "u5,tobedeleted,,TRUE,old,Otto,Old,otto@example.org,Hunter2!,,s1\n"
    "u6,,,TRUE,maggie,Margaret,Moss,maggie@example.org,Hunter2!,Maggie,\n"
)
ROLES = (
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
    "r1,,,u1,secondary,aide,,,s1\n"
    "r2,,,u1,primary,principal,,,s1\n"
    "r3,,,u2,primary,student,,,s1\n"
    "r4,,,u3,primary,parent,,,s1\n"
    "r5,,,u4,primary,teacher,,,s1\n"
    "r6,,,u5,primary,teacher,,,s1\n"
    "r7,,,u6,primary,districtAdministrator,,,d1\n"
)
USERS_11 = (
    "sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,password\n"
    'u1,TRUE,"s1,d1",teacher,tina,Tina,Hale,tina.hale@example.org,Hunter2!\n'
    "u2,TRUE,s1,student,kid,Little,Pupil,little.pupil@example.org,Hunter2!\n"
)


def export(folder="", **files):
    """A ZIP of the files, `users="…"` under users.csv; None leaves one out."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            if text is not None:
                packed.writestr(f"{folder}{name}.csv", text)
    return target.getvalue()


def export_12(**changed):
    files = {"manifest": MANIFEST_12, "orgs": ORGS, "users": USERS_12, "roles": ROLES}
    return export(**{**files, **changed})


def export_11(**changed):
    return export(**{"manifest": MANIFEST_11, "orgs": ORGS, "users": USERS_11, **changed})
